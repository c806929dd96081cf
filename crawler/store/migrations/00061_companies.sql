-- +goose Up

-- The companies that a revision's text mentions, as JSON; empty where nobody
-- has looked yet. To find them takes as long as to find its statements, and an
-- index asks for them each time that it is built.
ALTER TABLE revisions ADD COLUMN companies TEXT NOT NULL DEFAULT '';

-- +goose Down
ALTER TABLE revisions DROP COLUMN companies;
