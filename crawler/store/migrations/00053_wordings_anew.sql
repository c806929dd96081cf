-- +goose Up

-- Once more, as in 00052: words that stand for each other have one mark, short
-- statements have more of them. What was made of wordings is made
-- anew from the statements, together with the index, before anything is read.
DELETE FROM wording_pairs;
DELETE FROM wording_marks;
DELETE FROM sayings;
DELETE FROM wordings;
UPDATE articles SET assigned = 0;

-- +goose Down
SELECT 1;
