"""A stored run made again from its sources: its files found by their digests, its ballots read again. And, in
`published/`, documents that are checked in themselves.
"""
