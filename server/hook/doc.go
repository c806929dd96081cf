// Package hook posts what is new to somebody's own program.
//
// A delivery is a body of JSON under an ID. Each attempt sends the same bytes
// and the same ID, so that a receiver that gets one twice can tell; what differs
// is the signature, which is made over the moment of the attempt as well:
//
//	X-Onrecord-Signature: t=1730116800,v1=HEX
//
// HEX is the HMAC-SHA256, under the hook's secret, of the moment in decimal, a
// full stop, and the body. A receiver computes it again, compares in constant
// time, and refuses moments that are long past.
package hook
