"""Spoken numbers, dates, amounts and references become written ones (inverse text normalisation).

`conversion` is the entry. Each other module knows one kind of thing and is a rule over a reading.
"""
