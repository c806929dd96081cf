-- What is asked of each source, how its looks are planned, and whose turn it is
-- at a host.

-- +goose Up
ALTER TABLE feeds ADD COLUMN up_to     BIGINT  NOT NULL DEFAULT 0; -- the longest time between two looks
ALTER TABLE feeds ADD COLUMN keep      TEXT    NOT NULL DEFAULT '[]';
ALTER TABLE feeds ADD COLUMN leave     TEXT    NOT NULL DEFAULT '[]';
ALTER TABLE feeds ADD COLUMN distrust  BIGINT  NOT NULL DEFAULT 0; -- 1: never asked whether it has changed
ALTER TABLE feeds ADD COLUMN secrets   TEXT    NOT NULL DEFAULT ''; -- the name of what its requests carry
ALTER TABLE feeds ADD COLUMN succeeded BIGINT  NOT NULL DEFAULT 0;
ALTER TABLE feeds ADD COLUMN brought   BIGINT  NOT NULL DEFAULT 0; -- when it last brought something new
ALTER TABLE feeds ADD COLUMN pace      BIGINT  NOT NULL DEFAULT 0; -- the usual time between two new items
ALTER TABLE feeds ADD COLUMN failures  BIGINT  NOT NULL DEFAULT 0; -- since the last success
ALTER TABLE feeds ADD COLUMN broke     BIGINT  NOT NULL DEFAULT 0; -- when the first of them was
ALTER TABLE feeds ADD COLUMN next      BIGINT  NOT NULL DEFAULT 0;
UPDATE feeds SET up_to = every, succeeded = CASE WHEN failure = '' THEN checked ELSE 0 END,
    next = CASE WHEN checked > 0 THEN checked + every ELSE 0 END;

ALTER TABLE hosts ADD COLUMN held  BIGINT NOT NULL DEFAULT 0; -- until when somebody may be asking it
ALTER TABLE hosts ADD COLUMN pause BIGINT NOT NULL DEFAULT 0; -- the delay of who is

-- +goose Down
ALTER TABLE hosts DROP COLUMN pause;
ALTER TABLE hosts DROP COLUMN held;
ALTER TABLE feeds DROP COLUMN next;
ALTER TABLE feeds DROP COLUMN broke;
ALTER TABLE feeds DROP COLUMN failures;
ALTER TABLE feeds DROP COLUMN pace;
ALTER TABLE feeds DROP COLUMN brought;
ALTER TABLE feeds DROP COLUMN succeeded;
ALTER TABLE feeds DROP COLUMN secrets;
ALTER TABLE feeds DROP COLUMN distrust;
ALTER TABLE feeds DROP COLUMN leave;
ALTER TABLE feeds DROP COLUMN keep;
ALTER TABLE feeds DROP COLUMN up_to;
