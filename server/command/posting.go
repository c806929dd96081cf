package command

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/netip"

	"onrecord/crawler"
	"onrecord/crawler/store"
	"onrecord/server/hook"
)

// HooksConfig says where the hooks of saved searches may lead.
type HooksConfig struct {
	// AllowPrivate are ranges that may be posted to although they are private.
	AllowPrivate []string `yaml:"allow_private" json:"allow_private"`
}

func (c HooksConfig) ranges() ([]netip.Prefix, error) {
	out := make([]netip.Prefix, len(c.AllowPrivate))
	for i, text := range c.AllowPrivate {
		p, err := netip.ParsePrefix(text)
		if err != nil {
			return nil, fmt.Errorf("hooks.allow_private: %q is not a range such as 127.0.0.0/8", text)
		}
		out[i] = p
	}
	return out, nil
}

// hookAddress refuses what is no address for a hook.
func (c Config) hookAddress(text string) (string, error) {
	local, err := c.Hooks.ranges()
	if err != nil {
		return "", err
	}
	return hook.Address(text, local)
}

// newSender makes what posts to hooks: it dials as the crawler does.
func (r *record) newSender() (hook.Sender, error) {
	allow, err := r.config.Hooks.ranges()
	if err != nil {
		return hook.Sender{}, err
	}
	return hook.Sender{Client: crawler.NewClient(crawler.Config{Allow: allow, Proxy: http.ProxyFromEnvironment}),
		Agent: r.config.Crawler.agent(), Now: r.db.Now}, nil
}

// poster gives the job that makes one attempt at a posting. When the process
// dies before its end is on record, the same bytes go out again under the same
// ID.
func (r *record) poster(sender hook.Sender) store.Handler {
	return func(ctx context.Context, j crawler.Job) error {
		p, err := r.db.Posting(ctx, j.Key)
		if errors.Is(err, store.ErrNotFound) || err == nil && p.State == store.Taken {
			return nil // the hook was removed, or this is done
		}
		if err != nil {
			return err
		}
		h, err := r.db.Hook(ctx, p.Search)
		if errors.Is(err, store.ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		status, cause := sender.Post(ctx, hook.Delivery{ID: p.ID, URL: h.URL, Secret: h.Secret, Body: p.Body})
		if cause != nil && ctx.Err() != nil {
			return cause // it is this process that ends
		}
		p.Attempts, p.Status, p.State, p.Error = p.Attempts+1, status, store.Taken, ""
		if cause != nil {
			p.State, p.Error = store.Pending, cause.Error()
		}
		switch {
		case errors.Is(cause, hook.ErrUnwanted):
			p.State, cause = store.GivenUp, fmt.Errorf("%w: %w", crawler.ErrGone, cause)
		case cause != nil && j.Attempt >= r.db.Attempts:
			p.State = store.GivenUp
		}
		return errors.Join(cause, r.db.Posted(context.WithoutCancel(ctx), p))
	}
}
