-- +goose Up

-- What can be seen of a wording without reading its data; NULL where it was
-- made before there were any.
ALTER TABLE wordings ADD COLUMN sketch BYTEA;

-- +goose Down
ALTER TABLE wordings DROP COLUMN sketch;
