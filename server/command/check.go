package command

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"go.yaml.in/yaml/v3"

	"onrecord/crawler/store"
	"onrecord/index"
)

type checkCommand struct {
	Sample  bool `help:"Print a commented sample configuration and do nothing else."`
	Offline bool `help:"Ask nothing of the network."`
	Retry   bool `help:"Give the jobs that failed too often a new life."`
}

// finding is the outcome of one test.
type finding struct {
	What   string `json:"what"`
	OK     bool   `json:"ok"`
	Detail string `json:"detail"`
}

// Run prints the configuration in force and tests what it can reach. It fails
// when something doesn't work.
func (c checkCommand) Run(s *session) error {
	if c.Sample {
		_, err := fmt.Fprint(s.Out, sample)
		return err
	}
	config, err := s.settings()
	if err != nil {
		return err
	}
	findings := c.test(s, config)
	if err := s.printFindings(config, findings); err != nil {
		return err
	}
	for _, f := range findings {
		if !f.OK {
			return errors.New("something doesn't work")
		}
	}
	return nil
}

func (s *session) printFindings(config Config, findings []finding) error {
	if s.Format != "text" {
		e := json.NewEncoder(s.Out)
		e.SetIndent("", "  ")
		return e.Encode(map[string]any{"configuration": config, "findings": findings})
	}
	text, err := yaml.Marshal(config)
	if err != nil {
		return fmt.Errorf("print configuration: %w", err)
	}
	fmt.Fprintf(s.Out, "%s\n", text)
	t := newTable(s.Out, "", "what", "detail")
	for _, f := range findings {
		sign := "ok"
		if !f.OK {
			sign = "BAD"
		}
		t.row(sign, f.What, f.Detail)
	}
	return t.flush("")
}

func (c checkCommand) test(s *session, config Config) []finding {
	var all []finding
	add := func(what, detail string, err error) {
		if err != nil {
			detail = err.Error()
		}
		all = append(all, finding{what, err == nil, detail})
	}
	_, err := openBook(config.Rules)
	add("rules", firstOf(config.Rules, "embedded"), err)
	add("data folder", config.Data, writable(config.Data))
	detail, err := c.testStore(s.ctx, config, &all)
	add("store", detail, err)
	detail, err = testIndex(config.Index)
	add("index", detail, err)
	detail = "introduces itself as " + config.Crawler.agent()
	if config.Crawler.Contact == "" && config.Crawler.Agent == "" {
		detail += ": outlets can't tell who asks them until crawler.contact is a mail or web address"
	}
	add("crawler", detail, nil)
	for _, search := range config.Searches {
		if _, err := index.Parse(search.Query); err != nil {
			add("search "+search.ID, "", fmt.Errorf("its query can't be read: %w", err))
		}
	}
	if file := config.Evidence.KeyFile; file != "" {
		_, err := config.Evidence.signer()
		if err == nil {
			err = private(file)
		}
		add("evidence key "+file, "signs evidence, and only its owner may read it", err)
	}
	for _, f := range config.Feeds {
		if f.SecretFile != "" {
			add(f.SecretFile, "only its owner may read it", private(f.SecretFile))
		}
	}
	if !c.Offline {
		for _, f := range config.Feeds {
			detail, err := reach(s.ctx, f.URL, config.Crawler)
			add(f.URL, detail, err)
		}
		if config.Mail.Host != "" {
			add("mail "+config.Mail.Host, "answers", dial(s.ctx, net.JoinHostPort(config.Mail.Host, strconv.Itoa(config.Mail.Port))))
		}
	}
	return all
}

// private tells whether only a file's owner may read it.
func private(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if info.Mode().Perm()&0o077 != 0 {
		return fmt.Errorf("others may read it: chmod 600 %s", path)
	}
	return nil
}

func writable(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	probe, err := os.CreateTemp(dir, ".check-")
	if err != nil {
		return err
	}
	return errors.Join(probe.Close(), os.Remove(filepath.Join(dir, filepath.Base(probe.Name()))))
}

func (c checkCommand) testStore(ctx context.Context, config Config, all *[]finding) (string, error) {
	db, err := store.Open(ctx, config.Store)
	if err != nil {
		return "", err
	}
	defer db.Close()
	if c.Retry {
		n, err := db.RetryDead(ctx)
		if err != nil {
			return "", err
		}
		*all = append(*all, finding{"retry", true, fmt.Sprintf("%d dead jobs will be tried again", n)})
	}
	h, err := db.Health(ctx)
	if err != nil {
		return "", err
	}
	for _, d := range h.Dead {
		*all = append(*all, finding{fmt.Sprintf("%s job %s", d.Job.Kind, d.Job.Key), d.State == store.Gone, d.State + ": " + d.Error})
	}
	troubles, err := searchTroubles(ctx, db, config)
	if err != nil {
		return "", err
	}
	for _, t := range troubles {
		*all = append(*all, finding{"saved search " + firstOf(t.ID, t.Name), false, t.Trouble})
	}
	for _, f := range h.Feeds {
		if f.Failure != "" {
			*all = append(*all, finding{f.URL, false, fmt.Sprintf("last look (failure %d in a row): %s", f.Failures, f.Failure)})
		} else if since := f.Silent(time.Now()); !since.IsZero() {
			*all = append(*all, finding{f.URL, false, "nothing new since " + f.Brought.Local().Format("2006-01-02 15:04")})
		}
	}
	return fmt.Sprintf("%s: %d feeds, %d articles, %d revisions, %d statements", config.Store, len(h.Feeds), h.Articles, h.Revisions, h.Statements), nil
}

func testIndex(source string) (string, error) {
	idx, err := openIndex(source)
	if err != nil {
		return "", err
	}
	detail := source
	if idx.Stale() {
		detail += ": new or of another version, will be rebuilt from the store"
	}
	return detail, idx.Close()
}

// reach asks for a feed as the crawler would introduce itself.
func reach(ctx context.Context, address string, c CrawlerConfig) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return "", err
	}
	request.Header.Set("User-Agent", c.agent())
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return "", fmt.Errorf("answers %s", response.Status)
	}
	return "answers", nil
}

func dial(ctx context.Context, address string) error {
	d := net.Dialer{Timeout: 10 * time.Second}
	connection, err := d.DialContext(ctx, "tcp", address)
	if err != nil {
		return err
	}
	return connection.Close()
}
