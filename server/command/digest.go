package command

import (
	"context"

	"onrecord/crawler"
)

type digestCommand struct{}

func (digestCommand) Run(s *session) error { return nil }

func (r *record) digest(ctx context.Context, j crawler.Job) error { return nil }
func (d *demo) composeDigest(ctx context.Context) error           { return nil }
