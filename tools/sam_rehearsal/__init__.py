"""A dress rehearsal of a desk's life by `sam`: install, upgrade, failed deployment, removal."""
