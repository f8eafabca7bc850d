"""A published document checked in itself: whether any unrounded figures could give what it prints.

document     its paragraphs and tables, each with its place
columns      what the columns of a table are
figures      a printed figure stands for an interval, rounded or cut off
tables       the entries of a table, its groups, its rows of means
facts        what sentences may say: counts, figures, ranks, means, changes
phrases      how the text of a decision says them
statements   its sentences read
verdicts     what is wrong, as an error or a remark
checks       the rules, one after the other

The rules on tables: ranks, sums, changes, bands; those on the text: told, reckonings, slips.
"""
