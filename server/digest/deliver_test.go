package digest_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"onrecord/crawler"
	"onrecord/crawler/store"
	"onrecord/index"
	"onrecord/server/digest"
)

// ledger keeps deliveries in a real store.
type ledger struct{ db *store.DB }

func (l ledger) Delivery(ctx context.Context, subscription string, until time.Time) (digest.Delivery, error) {
	d, err := l.db.Delivery(ctx, subscription, store.PeriodName(until))
	if errors.Is(err, store.ErrNotFound) {
		return digest.Delivery{}, nil
	}
	return digest.Delivery{Subscription: d.Subscription, Until: until, State: d.State, Path: d.Path, Error: d.Error,
		Letter: digest.Letter{MessageID: d.MessageID, Message: d.Message}, Composed: d.Composed, Sent: d.Sent, Broken: d.Broken}, err
}

func row(d digest.Delivery) store.Delivery {
	return store.Delivery{Subscription: d.Subscription, Period: store.PeriodName(d.Until), MessageID: d.Letter.MessageID,
		State: d.State, Message: d.Letter.Message, Path: d.Path, Error: d.Error, Composed: d.Composed, Sent: d.Sent, Broken: d.Broken}
}

func (l ledger) SaveDelivery(ctx context.Context, d digest.Delivery) error {
	return l.db.SaveDelivery(ctx, row(d))
}

func (l ledger) EndPeriod(ctx context.Context, d digest.Delivery, next time.Time) error {
	return l.db.EndPeriod(ctx, row(d), next)
}

// mortal is a process that dies at its nth step: nothing that it does after
// that comes to pass. Each call is two steps, before and after it is done.
type mortal struct {
	ledger  digest.Ledger
	carrier digest.Carrier
	left    int
	dead    bool
}

var errDead = errors.New("the process is dead")

func (m *mortal) step() error {
	m.left--
	if m.left == 0 {
		m.dead = true
	}
	if m.dead {
		return errDead
	}
	return nil
}

// do is one call with a step on either side.
func (m *mortal) do(call func() error) error {
	if err := m.step(); err != nil {
		return err
	}
	if err := call(); err != nil {
		return err
	}
	return m.step()
}

func (m *mortal) Delivery(ctx context.Context, subscription string, until time.Time) (d digest.Delivery, err error) {
	err = m.do(func() (err error) { d, err = m.ledger.Delivery(ctx, subscription, until); return err })
	return d, err
}

func (m *mortal) SaveDelivery(ctx context.Context, d digest.Delivery) error {
	return m.do(func() error { return m.ledger.SaveDelivery(ctx, d) })
}

func (m *mortal) EndPeriod(ctx context.Context, d digest.Delivery, next time.Time) error {
	return m.do(func() error { return m.ledger.EndPeriod(ctx, d, next) })
}

func (m *mortal) Deliver(ctx context.Context, l digest.Letter) (path string, err error) {
	err = m.do(func() (err error) { path, err = m.carrier.Deliver(ctx, l); return err })
	return path, err
}

// postOffice is a mail server in this process.
type postOffice struct {
	mu      sync.Mutex
	letters [][]byte
	to      []string
	refuse  int // how many letters to refuse first
}

func (p *postOffice) NewSession(*smtp.Conn) (smtp.Session, error) { return &session{office: p}, nil }

type session struct {
	office *postOffice
	to     string
}

func (s *session) Mail(string, *smtp.MailOptions) error      { return nil }
func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error { s.to = to; return nil }
func (s *session) Reset()                                    {}
func (s *session) Logout() error                             { return nil }
func (s *session) Data(r io.Reader) error {
	b, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	s.office.mu.Lock()
	defer s.office.mu.Unlock()
	if s.office.refuse > 0 {
		s.office.refuse--
		return &smtp.SMTPError{Code: 451, Message: "come back later"}
	}
	s.office.letters, s.office.to = append(s.office.letters, b), append(s.office.to, s.to)
	return nil
}

func openOffice(t *testing.T) (*postOffice, digest.SMTP) {
	t.Helper()
	office := &postOffice{}
	server := smtp.NewServer(office)
	server.Domain = "localhost"
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	ended := make(chan error)
	go func() { ended <- server.Serve(l) }()
	t.Cleanup(func() {
		must(t, server.Close())
		if err := <-ended; err != nil && !errors.Is(err, smtp.ErrServerClosed) && !errors.Is(err, net.ErrClosed) {
			t.Error(err)
		}
	})
	return office, digest.SMTP{Host: "127.0.0.1", Port: l.Addr().(*net.TCPAddr).Port, TLS: "none"}
}

// round is one period of a subscription in a new store. Every digest that it
// composes is another one.
func round(t *testing.T) (*store.DB, digest.Round) {
	t.Helper()
	ctx := context.Background()
	db, err := store.Open(ctx, "sqlite:"+filepath.Join(t.TempDir(), "onrecord.db"))
	must(t, err)
	t.Cleanup(func() { must(t, db.Close()) })
	until := time.Date(2024, 8, 7, 5, 0, 0, 0, time.UTC)
	must(t, db.SyncSearches(ctx, []store.Search{{ID: "all"}}))
	must(t, db.SyncSubscriptions(ctx, []store.Subscription{{ID: "newsdesk", Search: "all", Next: until}}))
	composed := 0
	return db, digest.Round{
		Ledger: ledger{db}, Now: time.Now,
		Subscription: "newsdesk", From: "digest@onrecord.example", To: "desk@paper.example",
		Until: until, Next: until.AddDate(100, 0, 0),
		Compose: func(context.Context) (digest.Digest, error) {
			composed++
			return digest.Digest{Subscription: "newsdesk", Name: "All", Query: index.Query{}, Until: until, Zone: time.UTC,
				From: "digest@onrecord.example", To: "desk@paper.example", Statements: composed,
				Groups: []digest.Group{{Title: "Denials", Lines: []digest.Line{{Party: "Delta", Does: "denies", Words: "it"}}}}}, nil
		},
	}
}

// inbox gives the letters that arrived.
type inbox func() [][]byte

func outbox(t *testing.T) (digest.Carrier, inbox) {
	dir := filepath.Join(t.TempDir(), "outbox")
	return digest.Outbox{Dir: dir}, func() (all [][]byte) {
		files, err := os.ReadDir(dir)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
		for _, f := range files {
			b, err := os.ReadFile(filepath.Join(dir, f.Name()))
			must(t, err)
			all = append(all, b)
		}
		return all
	}
}

func office(t *testing.T) (digest.Carrier, inbox) {
	o, carrier := openOffice(t)
	return carrier, func() [][]byte { return o.letters }
}

// TestDeath lets the process die before and after every call and another one
// take over.
func TestDeath(t *testing.T) {
	ctx := context.Background()
	for name, open := range map[string]func(*testing.T) (digest.Carrier, inbox){"outbox": outbox, "smtp": office} {
		t.Run(name, func(t *testing.T) {
			twice := 0
			for step := 1; ; step++ {
				db, r := round(t)
				carrier, arrived := open(t)
				process := &mortal{ledger: r.Ledger, carrier: carrier, left: step}
				r.Ledger, r.Carrier = process, process
				err := r.Deliver(ctx)
				if process.dead != errors.Is(err, errDead) {
					t.Fatalf("step %d: dead %v, but %v", step, process.dead, err)
				}
				r.Ledger, r.Carrier = ledger{db}, carrier
				must(t, r.Deliver(ctx))
				must(t, r.Deliver(ctx)) // and nothing happens any more

				letters := arrived()
				if len(letters) == 0 || len(letters) > 2 || len(letters) == 2 && !bytes.Equal(letters[0], letters[1]) {
					t.Fatalf("step %d: %d letters arrived", step, len(letters))
				}
				twice += len(letters) - 1
				d, err := db.Delivery(ctx, "newsdesk", store.PeriodName(r.Until))
				must(t, err)
				if d.State != store.Sent || !bytes.Contains(letters[0], []byte("Message-ID: <"+d.MessageID+">")) {
					t.Errorf("step %d: %s of %s", step, d.State, d.MessageID)
				}
				counts, _, err := db.Jobs(ctx)
				must(t, err)
				if len(counts) != 1 || counts[0] != (store.JobCount{Kind: crawler.DigestJob, State: store.Waiting, Count: 2}) {
					t.Errorf("step %d: jobs %v, want this period's, not worked here, and the next", step, counts)
				}
				if !process.dead {
					t.Logf("%d deaths, of which %d made a second copy", step-1, twice)
					break
				}
			}
			// Only a mail server that has accepted can get a second copy: when
			// the process dies before that is on record.
			if name == "outbox" && twice != 0 || name == "smtp" && twice != 2 {
				t.Errorf("%d second copies", twice)
			}
		})
	}
}

func TestSMTP(t *testing.T) {
	ctx := context.Background()
	db, r := round(t)
	office, carrier := openOffice(t)
	office.refuse = 1
	r.Carrier = carrier
	err := r.Deliver(ctx)
	if err == nil || !strings.Contains(err.Error(), "come back later") {
		t.Fatal(err)
	}
	d, err := db.Delivery(ctx, "newsdesk", store.PeriodName(r.Until))
	must(t, err)
	if d.State != store.Composed || !strings.Contains(d.Error, "come back later") {
		t.Errorf("after a refusal: %s, %s", d.State, d.Error)
	}
	must(t, r.Deliver(ctx))
	if len(office.letters) != 1 || !bytes.Equal(office.letters[0], d.Message) || office.to[0] != "desk@paper.example" {
		t.Errorf("arrived for %q:\n%s\nwant\n%s", office.to, office.letters, d.Message)
	}
	bad := carrier
	bad.TLS = "perhaps"
	if _, err := bad.Deliver(ctx, digest.Letter{From: "a@b.example", To: "c@d.example"}); err == nil {
		t.Error("an unknown tls is taken")
	}
	strict := carrier
	strict.TLS = ""
	if _, err := strict.Deliver(ctx, digest.Letter{From: "a@b.example", To: "c@d.example"}); err == nil {
		t.Error("a server without STARTTLS is taken, though it is required")
	}
}

func TestEmptyPeriod(t *testing.T) {
	ctx := context.Background()
	for _, even := range []bool{false, true} {
		db, r := round(t)
		carrier, arrived := outbox(t)
		r.Carrier, r.EvenEmpty = carrier, even
		full := r.Compose
		r.Compose = func(ctx context.Context) (digest.Digest, error) {
			d, err := full(ctx)
			d.Groups, d.Statements = nil, 0
			return d, err
		}
		must(t, r.Deliver(ctx))
		must(t, r.Deliver(ctx))
		d, err := db.Delivery(ctx, "newsdesk", store.PeriodName(r.Until))
		must(t, err)
		want, letters := store.Empty, 0
		if even {
			want, letters = store.Sent, 1
		}
		if got := arrived(); d.State != want || len(got) != letters {
			t.Errorf("even empty %v: %s, %d letters", even, d.State, len(got))
		}
	}
}
