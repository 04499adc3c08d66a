"""Tips: the library, those of one's own, why one fits, and which are chosen for a day."""
