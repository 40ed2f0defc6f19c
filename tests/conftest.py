"""What holds for the whole suite."""

from hypothesis import HealthCheck, settings

# A machine that is busy with something else must not decide whether a property holds.
settings.register_profile("firstlight", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("firstlight")
