"""Plain speech: a line as a person says it in, and what each piece of it was taken for out.

`reading` goes through it in this order. `line` is its words and clauses; `pieces` are the phrases
of the `lexicon` in it. `doing` says who does what, and `undone` whether it was done. By them,
`meaning` says what each piece may be taken for, and `acts` whose a hit was. `assembly` makes a
moment of the pieces, and `weighing` changes what the `evidence` of the whole line is clearly
against. All of them share what is `told`, and fill it.
"""
