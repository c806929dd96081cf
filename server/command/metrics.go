package command

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"onrecord/crawler"
	"onrecord/crawler/store"
)

// metrics count what is done, in the form of Prometheus.
type metrics struct {
	registry *prometheus.Registry

	fetches, refused, looks, pages, failures *prometheus.CounterVec
	bytes, items                             prometheus.Counter
	fetching                                 prometheus.Histogram
	working                                  *prometheus.HistogramVec
}

func newMetrics(db *store.DB) *metrics {
	counter := func(name, help string, labels ...string) *prometheus.CounterVec {
		return prometheus.NewCounterVec(prometheus.CounterOpts{Name: name, Help: help}, labels)
	}
	m := &metrics{
		registry: prometheus.NewRegistry(),
		fetches:  counter("onrecord_fetches_total", "Requests by the class of their answer, or error.", "answer"),
		refused:  counter("onrecord_pages_refused_total", "Pages that are no article, by reason.", "reason"),
		looks:    counter("onrecord_looks_total", "Looks at sources by outcome: fresh, unchanged, failed.", "outcome"),
		pages:    counter("onrecord_pages_total", "Pages by outcome: kept, unchanged, refused.", "outcome"),
		failures: counter("onrecord_job_failures_total", "Failed attempts at jobs, by kind.", "kind"),
		bytes:    prometheus.NewCounter(prometheus.CounterOpts{Name: "onrecord_fetched_bytes_total", Help: "Bytes of answers, unpacked."}),
		items:    prometheus.NewCounter(prometheus.CounterOpts{Name: "onrecord_items_total", Help: "New items that sources brought."}),
		fetching: prometheus.NewHistogram(prometheus.HistogramOpts{Name: "onrecord_fetch_seconds",
			Help: "Time of a request, turns not counted.", Buckets: prometheus.ExponentialBuckets(0.01, 2.5, 10)}),
		working: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "onrecord_job_seconds",
			Help: "Time of an attempt at a job, by kind.", Buckets: prometheus.ExponentialBuckets(0.001, 4, 9)}, []string{"kind"}),
	}
	m.registry.MustRegister(m.fetches, m.refused, m.looks, m.pages, m.failures, m.bytes, m.items, m.fetching, m.working,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}), queueState{db})
	return m
}

func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{ErrorHandling: promhttp.HTTPErrorOnError})
}

// watch counts what the crawler does.
func (m *metrics) watch(e crawler.Event) {
	switch e.What {
	case crawler.Fetched:
		m.fetches.WithLabelValues(answerClass(e)).Inc()
		m.fetching.Observe(e.Took.Seconds())
		m.bytes.Add(float64(e.Bytes))
	case crawler.Looked:
		outcome := "unchanged"
		if e.Fresh > 0 {
			outcome = "fresh"
		}
		m.looks.WithLabelValues(outcome).Inc()
		m.items.Add(float64(e.Fresh))
	case crawler.Failed:
		m.looks.WithLabelValues("failed").Inc()
	case crawler.Refused:
		m.refused.WithLabelValues(shortReason(e.Reason)).Inc()
		m.pages.WithLabelValues(string(e.What)).Inc()
	default:
		m.pages.WithLabelValues(string(e.What)).Inc()
	}
}

// job counts an attempt at a job.
func (m *metrics) job(kind string, took time.Duration, failed bool) {
	m.working.WithLabelValues(kind).Observe(took.Seconds())
	if failed {
		m.failures.WithLabelValues(kind).Inc()
	}
}

func answerClass(e crawler.Event) string {
	if e.Status < 100 || e.Status > 599 {
		return "error"
	}
	return fmt.Sprint(e.Status/100, "xx")
}

// shortReason is a reason without what is only true of one page, so that there
// are few of them.
func shortReason(reason string) string {
	reason, _, _ = strings.Cut(reason, ":")
	if r := []rune(reason); len(r) > 40 {
		return string(r[:40])
	}
	return reason
}

// queueState gives what waits and how the sources are, at each scrape.
type queueState struct{ db *store.DB }

func (queueState) descriptions() (jobs, feeds *prometheus.Desc) {
	return prometheus.NewDesc("onrecord_jobs", "Jobs by kind and state.", []string{"kind", "state"}, nil),
		prometheus.NewDesc("onrecord_sources", "Followed sources by state: well, failing, broken, dead, silent, new.", []string{"state"}, nil)
}

// Describe tells which figures there are.
func (q queueState) Describe(all chan<- *prometheus.Desc) {
	jobs, feeds := q.descriptions()
	all <- jobs
	all <- feeds
}

// Collect looks them up.
func (q queueState) Collect(all chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	jobs, feeds := q.descriptions()
	counts, _, err := q.db.Jobs(ctx)
	if err != nil {
		all <- prometheus.NewInvalidMetric(jobs, err)
	}
	for _, c := range counts {
		all <- prometheus.MustNewConstMetric(jobs, prometheus.GaugeValue, float64(c.Count), c.Kind, c.State)
	}
	followed, err := q.db.Feeds(ctx)
	if err != nil {
		all <- prometheus.NewInvalidMetric(feeds, err)
	}
	states := map[string]int{}
	for _, f := range followed {
		states[sourceState(f, q.db.Now())]++
	}
	for state, n := range states {
		all <- prometheus.MustNewConstMetric(feeds, prometheus.GaugeValue, float64(n), state)
	}
}

// sourceState is how a source is, in a word.
func sourceState(f crawler.Feed, now time.Time) string {
	switch {
	case f.Dead():
		return "dead"
	case f.Broken():
		return "broken"
	case f.Failures > 0:
		return "failing"
	case f.Checked.IsZero():
		return "new"
	case !f.Silent(now).IsZero():
		return "silent"
	}
	return "well"
}
