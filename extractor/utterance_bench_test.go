package extractor

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
)

// sayingMaker makes statements of Zipf's words and speakers: every tenth
// repeats an earlier one of its speaker, cut short or with a word changed.
type sayingMaker struct {
	random *rand.Rand
	words  *rand.Zipf
	party  *rand.Zipf
	said   map[uint64][]string
}

func newSayingMaker() *sayingMaker {
	r := rand.New(rand.NewPCG(1, 2))
	return &sayingMaker{random: r, words: rand.NewZipf(r, 1.1, 3, 30_000), party: rand.NewZipf(r, 1.2, 4, 20_000), said: map[uint64][]string{}}
}

func (m *sayingMaker) next() (Article, Statement) {
	party := m.party.Uint64()
	var words []string
	if old := m.said[party]; len(old) > 0 && m.random.IntN(10) == 0 {
		words = strings.Fields(old[m.random.IntN(len(old))])
		words = words[:len(words)-m.random.IntN(len(words)/2)]
		words[m.random.IntN(len(words))] = fmt.Sprint("other", m.random.IntN(100))
	} else {
		for range 12 + m.random.IntN(30) {
			words = append(words, fmt.Sprint("w", m.words.Uint64()))
			if m.random.IntN(2) == 0 {
				words = append(words, []string{"the", "of", "we", "and", "that", "not"}[m.random.IntN(6)])
			}
		}
		if len(old) < 50 {
			m.said[party] = append(old, strings.Join(words, " "))
		}
	}
	name := fmt.Sprint("Party", party)
	text := name + " said " + strings.Join(words, " ") + "."
	a := Article{Text: text, Published: time.Unix(1.7e9, 0).Add(time.Duration(m.random.IntN(365*24)) * time.Hour)}
	at := len(name) + 6
	return a, Statement{Speaker: Party{Name: name, Kind: Company, For: name}, Quote: Indirect, Stance: Say,
		Source: []Span{{0, len(name)}}, Cue: []Span{{len(name) + 1, at - 1}}, Content: []Span{{at, len(text) - 1}}}
}

// cpuTime is how long this process has computed.
func cpuTime(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// heapNow is how many bytes are in use.
func heapNow() float64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc)
}

// BenchmarkUtterances groups statements, a million of them with -benchtime
// 1000000x.
func BenchmarkUtterances(b *testing.B) {
	type one struct {
		a Article
		s Statement
	}
	maker := newSayingMaker()
	var shelf wordingShelf
	some := make([]one, 10_000)
	var took, computed time.Duration
	for done := 0; done < b.N; done += len(some) {
		for i := range some {
			some[i].a, some[i].s = maker.next()
		}
		begin, before := time.Now(), cpuTime(b)
		for i := range min(len(some), b.N-done) {
			shelf.add(b, WordingOf(some[i].a, some[i].s))
		}
		took, computed = took+time.Since(begin), computed+cpuTime(b)-before
	}
	b.ReportMetric(float64(b.N)/took.Seconds(), "statements/s")
	b.ReportMetric(float64(b.N)/computed.Seconds(), "statements/cpu-s")
	maker, some = nil, nil
	b.ReportMetric(heapNow()/float64(b.N), "heap-B/statement")
	b.ReportMetric(float64(shelf.compared)/float64(b.N), "compared/statement")
	b.ReportMetric(float64(len(shelf.groups())), "utterances")
}
