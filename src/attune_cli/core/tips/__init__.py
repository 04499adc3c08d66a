"""Tips: the library, the person's own tips, the reasons for a tip, and the choice for a day."""
