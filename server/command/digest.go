package command

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"onrecord/crawler"
	"onrecord/crawler/store"
	"onrecord/index"
	"onrecord/server/digest"
)

type digestCommand struct {
	Preview      bool          `help:"Print what would be sent now, and send nothing."`
	As           string        `help:"What to preview: the text part, the html part, or the whole message (eml)." enum:"text,html,eml" default:"text"`
	Since        time.Duration `help:"Preview what came onto the record in this time instead of since the last digest." placeholder:"24h"`
	Subscription []string      `arg:"" optional:"" help:"IDs of subscriptions; all when none is named."`
}

// Run previews digests, or sends those of the period that ends now.
func (c digestCommand) Run(s *session) error {
	return s.withRecord(func(r *record) error { return c.run(s, r) })
}

func (c digestCommand) run(s *session, r *record) error {
	subscriptions, err := c.chosen(s.ctx, r)
	if err != nil {
		return err
	}
	for _, sub := range subscriptions {
		if c.Preview {
			err = c.preview(s, r, sub)
		} else {
			err = c.send(s, r, sub)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// chosen gives the subscriptions that the command is about. Those of the
// configuration are put on record first, where it has any.
func (c digestCommand) chosen(ctx context.Context, r *record) ([]store.Subscription, error) {
	if len(r.config.Subscriptions) > 0 {
		if err := r.syncDigests(ctx); err != nil {
			return nil, err
		}
	}
	all, err := r.db.Subscriptions(ctx)
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return nil, usageError{errors.New("there is no subscription: add one to the configuration")}
	}
	if len(c.Subscription) == 0 {
		return all, nil
	}
	for _, id := range c.Subscription {
		if !slices.ContainsFunc(all, func(s store.Subscription) bool { return s.ID == id }) {
			return nil, usageError{fmt.Errorf("there is no subscription %q", id)}
		}
	}
	return slices.DeleteFunc(all, func(s store.Subscription) bool { return !slices.Contains(c.Subscription, s.ID) }), nil
}

func (c digestCommand) preview(s *session, r *record, sub store.Subscription) error {
	now := time.Now()
	if c.Since > 0 {
		sub.Since = now.Add(-c.Since)
	}
	d, err := r.composeDigest(s.ctx, sub, now)
	if err != nil {
		return err
	}
	if c.As == "eml" {
		message, err := d.Message()
		if err != nil {
			return err
		}
		_, err = s.Out.Write(message)
		return err
	}
	text, html, err := d.Parts()
	if err != nil {
		return err
	}
	if c.As == "html" {
		_, err = s.Out.Write(html)
		return err
	}
	_, err = fmt.Fprintln(s.Out, text)
	return err
}

// send delivers the period that ends with this second.
func (c digestCommand) send(s *session, r *record, sub store.Subscription) error {
	until := endOfSecond()
	if err := pause(s.ctx, time.Until(until)); err != nil {
		return err
	}
	if err := r.deliver(s.ctx, sub, until); err != nil {
		return err
	}
	d, err := r.db.Delivery(s.ctx, sub.ID, store.PeriodName(until))
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(s.Out, "%s: %s %s\n", sub.ID, d.State, d.Path)
	return err
}

// endOfSecond is where a period that ends now ends: periods are named by whole
// seconds, and nothing that came onto the record in this one may be left out.
func endOfSecond() time.Time { return time.Now().Truncate(time.Second).Add(time.Second) }

func pause(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// digest is the job that sees one period of a subscription through.
func (r *record) digest(ctx context.Context, j crawler.Job) error {
	until, err := time.Parse(time.RFC3339, j.Period)
	if err != nil {
		return fmt.Errorf("%w: period %q: %w", crawler.ErrGone, j.Period, err)
	}
	sub, _, err := r.db.Subscription(ctx, j.Key)
	if errors.Is(err, store.ErrNotFound) {
		return fmt.Errorf("%w: %w", crawler.ErrGone, err)
	}
	if err != nil {
		return err
	}
	return r.deliver(ctx, sub, until)
}

// deliver sees a period through. Periods that were slept through are one with
// the next that is kept.
func (r *record) deliver(ctx context.Context, sub store.Subscription, until time.Time) error {
	after := until
	if now := time.Now(); now.After(after) {
		after = now
	}
	next, err := Subscription{At: sub.Schedule, Zone: sub.Zone}.next(after)
	if err != nil {
		return err
	}
	carrier, err := r.carrier()
	if err != nil {
		return err
	}
	evenEmpty := slices.ContainsFunc(r.config.Subscriptions, func(c Subscription) bool { return c.ID == sub.ID && c.Empty })
	return digest.Round{
		Ledger: ledger{r.db}, Carrier: carrier, Now: time.Now, Subscription: sub.ID,
		From: r.config.Mail.From, To: sub.Address, Until: until, Next: next, EvenEmpty: evenEmpty,
		Compose: func(ctx context.Context) (digest.Digest, error) { return r.composeDigest(ctx, sub, until) },
	}.Deliver(ctx)
}

// carrier is the mail server of the configuration, else the outbox.
func (r *record) carrier() (digest.Carrier, error) {
	m := r.config.Mail
	if m.Host == "" {
		return digest.Outbox{Dir: filepath.Join(r.config.Data, "outbox")}, nil
	}
	password := ""
	if m.PasswordFile != "" {
		b, err := os.ReadFile(m.PasswordFile)
		if err != nil {
			return nil, fmt.Errorf("read mail password: %w", err)
		}
		password = strings.TrimSpace(string(b))
	}
	return digest.SMTP{Host: m.Host, Port: m.Port, User: m.User, Password: password, TLS: m.TLS}, nil
}

// composeDigest gathers what came onto the record since the subscription's last
// digest and up to until.
func (r *record) composeDigest(ctx context.Context, sub store.Subscription, until time.Time) (digest.Digest, error) {
	_, search, err := r.db.Subscription(ctx, sub.ID)
	if err != nil {
		return digest.Digest{}, err
	}
	zone, err := time.LoadLocation(sub.Zone)
	if err != nil {
		return digest.Digest{}, err
	}
	health, err := r.digestHealth(ctx)
	if err != nil {
		return digest.Digest{}, err
	}
	order := digest.Order{Subscription: sub.ID, Search: search.ID, Name: search.Name, From: r.config.Mail.From, To: sub.Address,
		Since: sub.Since, Until: until, Zone: zone, Health: health, Site: r.config.PublicURL}
	if order.Query, err = index.Parse(search.Query); err != nil {
		order.Broken, order.Written = err.Error(), search.Query
		return digest.Compose(ctx, r.index, order)
	}
	if _, order.New, err = r.sightings(ctx, sub.Since, until); err != nil {
		return digest.Digest{}, err
	}
	if order.Changed, err = r.changed(ctx, order.Query, sub.Since, until); err != nil {
		return digest.Digest{}, err
	}
	return digest.Compose(ctx, r.index, order)
}
