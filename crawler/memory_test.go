package crawler

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"onrecord/extractor"
)

// memory is the smallest Record and Shelf that keeps what it promises.
type memory struct {
	mu       sync.Mutex
	feeds    map[string]Feed
	items    map[string]Item
	from     map[string]string
	pages    []Page
	captures map[string]Saved
	latest   map[string]Page
	number   map[string]int
	bands    map[uint64][]string
	titles   map[string][]string
	next     map[string]time.Time
	held     map[string]time.Time
	robots   map[string]kept
	jobs     []Job
}

type kept struct {
	status  int
	body    []byte
	fetched time.Time
}

func newMemory(feeds ...Feed) *memory {
	m := &memory{
		feeds: map[string]Feed{}, items: map[string]Item{}, from: map[string]string{}, captures: map[string]Saved{},
		latest: map[string]Page{}, number: map[string]int{}, bands: map[uint64][]string{}, titles: map[string][]string{},
		next: map[string]time.Time{}, held: map[string]time.Time{}, robots: map[string]kept{},
	}
	for _, f := range feeds {
		m.feeds[f.URL] = f
	}
	return m
}

func (m *memory) Feed(_ context.Context, url string) (Feed, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	f, ok := m.feeds[url]
	if !ok {
		return f, fmt.Errorf("no feed %s", url)
	}
	return f, nil
}

func (m *memory) SaveLook(_ context.Context, f Feed, items []Item) (int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	fresh := 0
	defer func() {
		f.Fetched += fresh
		f.Looked(fresh)
		m.feeds[f.URL] = f
	}()
	for _, item := range items {
		if _, ok := m.items[item.URL]; ok {
			if item.Again {
				m.jobs = append(m.jobs, Job{Kind: PageJob, Key: item.URL})
			}
			continue
		}
		item.Seen = f.Checked
		m.items[item.URL], m.from[item.URL] = item, f.URL
		m.jobs = append(m.jobs, Job{Kind: PageJob, Key: item.URL})
		fresh++
	}
	return fresh, nil
}

func (m *memory) Item(_ context.Context, url string) (Item, Feed, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.items[url], m.feeds[m.from[url]], nil
}

func (m *memory) SavePage(_ context.Context, p Page, again time.Time) (Saved, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if p.Reason == "" && p.Article.ID == "" {
		p = Identify(p, m.kin(p.TitleKey, p.Sketch))
	}
	m.pages = append(m.pages, p)
	if !again.IsZero() {
		m.jobs = append(m.jobs, Job{Kind: PageJob, Key: p.Capture.URL, At: again})
	}
	id := p.Article.ID
	saved := Saved{Article: id}
	if p.Reason == "" {
		if last, ok := m.latest[id]; !ok || last.Article.Text != p.Article.Text {
			m.number[id]++
			m.latest[id] = p
			saved.New = true
		}
		saved.Revision = m.number[id]
		for _, b := range bandsOf(p.Sketch) {
			m.bands[b] = append(m.bands[b], id)
		}
		m.titles[p.TitleKey] = append(m.titles[p.TitleKey], id)
	}
	m.captures[p.Capture.ID] = saved
	return saved, nil
}

func bandsOf(h uint64) []uint64 {
	return []uint64{h & 0xffff, 1<<32 | h>>16&0xffff, 2<<32 | h>>32&0xffff, 3<<32 | h>>48}
}

func (m *memory) Turn(_ context.Context, host string, now time.Time, _, hold time.Duration) (time.Time, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if at := m.held[host]; at.After(now) {
		return now.Add(10 * time.Millisecond), nil
	}
	if at := m.next[host]; at.After(now) {
		return at, nil
	}
	m.held[host] = now.Add(hold)
	return now, nil
}

func (m *memory) EndTurn(_ context.Context, host string, next time.Time) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.held, host)
	m.next[host] = next
	return nil
}

func (m *memory) Robots(_ context.Context, host string) (int, []byte, time.Time, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	k := m.robots[host]
	return k.status, k.body, k.fetched, nil
}

func (m *memory) SaveRobots(_ context.Context, host string, status int, body []byte, fetched time.Time) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.robots[host] = kept{status, body, fetched}
	return nil
}

func (m *memory) Kept(_ context.Context, capture string) (bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	_, ok := m.captures[capture]
	return ok, nil
}

// kin gives what Identify chooses from.
func (m *memory) kin(titleKey string, sketch uint64) []extractor.Article {
	var ids []string
	if titleKey != "" {
		ids = append(ids, m.titles[titleKey]...)
	}
	for _, b := range bandsOf(sketch) {
		ids = append(ids, m.bands[b]...)
	}
	slices.Sort(ids)
	var found []extractor.Article
	for _, id := range slices.Compact(ids) {
		found = append(found, m.latest[id].Article)
	}
	return found
}

func (m *memory) Story(_ context.Context, url string) (extractor.Article, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, p := range slices.Backward(m.pages) {
		if p.Capture.URL == url && p.Reason == "" {
			return p.Article, nil
		}
	}
	return extractor.Article{}, nil
}

// last is the page that was saved last.
func (m *memory) last() Page {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.pages[len(m.pages)-1]
}
