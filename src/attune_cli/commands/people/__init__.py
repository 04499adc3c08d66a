"""`attune child` and `attune caregiver`, and who is meant where nobody is named."""
