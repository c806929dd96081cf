package command

import (
	"fmt"
	"time"

	"onrecord/crawler"
	"onrecord/crawler/store"
	"onrecord/index"
)

// latestActs is how many rows the demo's table has.
const latestActs = 40

// show prints what the demo found: first the acts of all but the plain sayings,
// then what is on record and how long it took to get there.
func (d *demo) show() error {
	q, err := index.Parse("NOT stance:say")
	if err != nil {
		return err
	}
	q.ByDate, q.Limit, q.Facets = true, latestActs, index.Facets()
	result, err := d.index.Search(d.ctx, q)
	if err != nil {
		return err
	}
	if d.Format != "text" {
		return d.printResult(q, result)
	}
	t := newTable(d.Out, "who", "stance", "whom", "words", "outlet")
	if t.width == 0 {
		t.width = demoWidth
	}
	for _, h := range result.Hits {
		t.row(who(h.Statement.Speaker), string(h.Statement.Stance), h.Statement.Target, inMarks(h.Statement.Quote, h.Words), h.Article.Outlet)
	}
	if err := t.flush(fmt.Sprintf("The latest %d of %d acts on record:\n", len(result.Hits), result.Total)); err != nil {
		return err
	}
	return d.sum()
}

// demoWidth is how wide the demo's table is in a pipe.
const demoWidth = 120

// sum prints what is on record and how long each step and kind of job took.
func (d *demo) sum() error {
	health, err := d.db.Health(d.ctx)
	if err != nil {
		return err
	}
	fmt.Fprintf(d.Out, "\n%d of %d readable articles on record, in %d revisions with %d statements; %d digest composed\n\n",
		health.Articles, len(d.room.Articles()), health.Revisions, health.Statements,
		health.Deliveries[store.Sent])
	for _, s := range d.steps {
		fmt.Fprintf(d.Out, "%8s  %s\n", s.took.Round(time.Millisecond), s.what)
	}
	for _, kind := range []string{crawler.FeedJob, crawler.SiteJob, crawler.PageJob, crawler.ArticleJob} {
		n, took := d.spent.of(kind)
		fmt.Fprintf(d.Out, "%8s  in %d %s jobs\n", took.Round(time.Millisecond), n, kind)
	}
	return nil
}
