"""What leaves attune and what comes from outside: the formats, and the gate that checks it all."""
