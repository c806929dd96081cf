package server

import (
	"container/list"
	"math"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Limits is how much one client may ask of the API, exports and feeds. A
// client is an IPv4 address or an IPv6 network of 64 bits; those on this
// machine are not limited.
type Limits struct {
	// Rate is requests a second; 0 is no limit.
	Rate float64
	// Burst is how many requests may come at once after a pause.
	Burst int
	// Proxies are the networks of proxies whose X-Forwarded-For is believed.
	Proxies []netip.Prefix
}

// maxClients bounds the table of clients. The one that was seen longest ago
// makes room, with a bucket that has most likely filled up again.
const maxClients = 10_000

// limiter counts each client's requests.
type limiter struct {
	Limits
	now func() time.Time

	mu      sync.Mutex
	clients map[netip.Prefix]*list.Element
	recent  *list.List // of *client, the last seen first
}

type client struct {
	who    netip.Prefix
	bucket *rate.Limiter
}

func newLimiter(l Limits, now func() time.Time) *limiter {
	l.Burst = max(l.Burst, 1)
	return &limiter{Limits: l, now: now, clients: make(map[netip.Prefix]*list.Element), recent: list.New()}
}

// allow takes a token of the client's bucket, tells in the answer's header how
// many are left, and is false when there was none.
func (l *limiter) allow(h http.Header, r *http.Request) bool {
	who, limited := l.client(r)
	if l.Rate <= 0 || !limited {
		return true
	}
	bucket, now := l.bucket(who), l.now()
	ok := bucket.AllowN(now, 1)
	left := max(0, bucket.TokensAt(now))
	h.Set("X-RateLimit-Limit", itoa(l.Burst))
	h.Set("X-RateLimit-Remaining", itoa(int(left)))
	h.Set("X-RateLimit-Reset", l.seconds(float64(l.Burst)-left))
	if !ok {
		h.Set("Retry-After", l.seconds(1-left))
	}
	return ok
}

// seconds tells how long it takes until so many tokens have come.
func (l *limiter) seconds(tokens float64) string {
	return itoa(int(math.Ceil(min(tokens/l.Rate, math.MaxInt32))))
}

func (l *limiter) bucket(who netip.Prefix) *rate.Limiter {
	l.mu.Lock()
	defer l.mu.Unlock()
	if e, known := l.clients[who]; known {
		l.recent.MoveToFront(e)
		return e.Value.(*client).bucket
	}
	if l.recent.Len() >= maxClients {
		last := l.recent.Back()
		delete(l.clients, last.Value.(*client).who)
		l.recent.Remove(last)
	}
	c := &client{who: who, bucket: rate.NewLimiter(rate.Limit(l.Rate), l.Burst)}
	l.clients[who] = l.recent.PushFront(c)
	return c.bucket
}

// client tells who asks, and whether there is a limit for it.
func (l *limiter) client(r *http.Request) (who netip.Prefix, limited bool) {
	from, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return netip.Prefix{}, true // all whose address cannot be read share a bucket
	}
	addr := from.Addr().Unmap().WithZone("")
	// Each proxy adds the address that it was asked from at the end.
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for _, hop := range slices.Backward(hops) {
		if !l.trusted(addr) {
			break
		}
		next, err := netip.ParseAddr(strings.TrimSpace(hop))
		if err != nil {
			break
		}
		addr = next.Unmap().WithZone("")
	}
	bits := 32
	if addr.Is6() {
		bits = 64
	}
	who = netip.PrefixFrom(addr, bits).Masked()
	return who, !addr.IsLoopback()
}

func (l *limiter) trusted(addr netip.Addr) bool {
	return slices.ContainsFunc(l.Proxies, func(p netip.Prefix) bool { return p.Contains(addr) })
}
