-- What the screen of one agreement needs beside its parts, so that it is drawn from rows alone and no act is read.
--
-- Projections all: `screen` is '' and `there` is empty until `app` makes them from the acts.

ALTER TABLE agreement_rows ADD COLUMN screen TEXT NOT NULL DEFAULT ''; -- JSON; '': not made yet

ALTER TABLE part_rows ADD COLUMN there BLOB NOT NULL DEFAULT x'' CHECK (length(there) % 32 = 0); -- devices of the other person that have the reader's newest act about it, by their signed word (law 12)
