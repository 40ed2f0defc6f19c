"""Each module is a command that prints a table with the peer beside us; simulated figures are called simulated."""
