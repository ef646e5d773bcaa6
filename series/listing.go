package series

import (
	"context"
	"slices"

	"entente/event"
)

// EventListVersion is the version of the form of an EventList.
const EventListVersion = 1

// EventList is the events behind a point, in the form of their JSON.
type EventList struct {
	Version int           `json:"version"`
	Pair    [2]string     `json:"pair"`
	Period  string        `json:"period"`
	Events  []EventRow    `json:"events"` // never nil
	Left    DroppedResult `json:"dropped"`
	More    bool          `json:"more"` // there are others beyond the limit
}

// EventRow is an event behind a point.
type EventRow struct {
	Origin      string   `json:"origin"`
	ID          string   `json:"id"`
	Date        string   `json:"date"`
	Source      string   `json:"source"`
	SourceActor string   `json:"source_actor"`
	Target      string   `json:"target"`
	TargetActor string   `json:"target_actor"`
	Code        string   `json:"code"`
	Type        string   `json:"type,omitempty"`
	Class       string   `json:"class"`
	Text        string   `json:"text,omitempty"`
	Addresses   []string `json:"addresses"`
	// Unconfirmed says that the row of an own event reads confirmed: no.
	Unconfirmed bool `json:"unconfirmed,omitempty"`
}

// List gives the events behind a point: what an ordered pair did in a period such as
// "2019" or "2019-Q3", at most limit of them (0: all). It is an error to list events
// of a data set whose terms forbid that: see event.MayExport.
func List(ctx context.Context, r Reader, opt RelationOptions, pair [2]string, period string, limit int) (*EventList, error) {
	span, from, to, err := ParsePeriod(period)
	if err != nil {
		return nil, err
	}
	own, isOwn := r.(DossierEvents)
	if isOwn {
		own.By = span
		r = own
	}
	recs, left, more, err := eventsOf(ctx, r, opt, pair, from, to, limit)
	if err != nil {
		return nil, err
	}
	var origins []event.Origin
	for _, r := range recs {
		if !slices.Contains(origins, r.Origin) {
			origins = append(origins, r.Origin)
		}
	}
	if err := event.MayExport(origins...); err != nil {
		return nil, err
	}
	out := &EventList{Version: EventListVersion, Pair: pair, Period: period, Events: []EventRow{}, Left: DroppedResult(left), More: more}
	for _, r := range recs {
		row := rowOf(r)
		if isOwn {
			own.cite(&row)
		} else if r.Ref != "" {
			row.Addresses = []string{r.Ref}
		}
		out.Events = append(out.Events, row)
	}
	return out, nil
}

var quadWords = map[event.Quad]string{
	event.VerbalCooperation: "verbal cooperation", event.MaterialCooperation: "material cooperation", event.VerbalConflict: "verbal conflict", event.MaterialConflict: "material conflict",
}

func rowOf(r event.Record) EventRow {
	return EventRow{
		Origin: r.Origin.String(), ID: r.ID, Date: r.Date.String(), Source: r.Source.Country, SourceActor: r.Source.Code, Target: r.Target.Country, TargetActor: r.Target.Code,
		Code: r.Code, Type: r.Type.String(), Class: quadWords[r.Quad], Text: r.Text,
	}
}

// cite gives an own event its date as the dossier has it, and the addresses of its
// sources; a source without one is named.
func (o DossierEvents) cite(row *EventRow) {
	x := o.D.Event(row.ID)
	if x == nil {
		return
	}
	row.Date, row.Unconfirmed = x.Date.String(), !bool(x.Confirmed)
	for _, id := range x.Sources {
		if s := o.D.Source(id); s != nil && s.URL != "" {
			row.Addresses = append(row.Addresses, s.URL)
		} else {
			row.Addresses = append(row.Addresses, "source:"+id)
		}
	}
}
