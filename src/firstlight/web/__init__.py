"""The desk as pages: server-rendered, readable without JavaScript, each also as `.json` and `.csv`.

Nothing is imported here, so that the command line starts without the web framework.
"""
