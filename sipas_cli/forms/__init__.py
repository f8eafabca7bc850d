"""Forms to be filled in, made of a criteria set: what comes back in them is read without any mapping.

questionnaire   what a ballot asks, the same for all that is made of it
entry           the workbook into which paper ballots are typed
xlsform         the form for KoboToolbox and ODK
ballot          the ballot to be printed
points          the workbook of the PAR appraisal
propose         the mapping of an unknown file, for a person to fill in
"""
