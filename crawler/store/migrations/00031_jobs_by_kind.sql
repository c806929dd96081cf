-- Jobs are claimed kind by kind: looks at sources don't wait for a long list of
-- pages.

-- +goose Up
CREATE INDEX jobs_kind ON jobs (kind, state, due);

-- +goose Down
DROP INDEX jobs_kind;
