"""Running a suite: scenario by scenario, over workers and machines, and what is checked before and after."""
