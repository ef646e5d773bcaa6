package check_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// TestAgainstRows holds what a sentence may not say otherwise than the rows of its
// source: a part of another whole, a share of another base, points called percent, the
// day beside that of an event, what a sentence denies up to now.
func TestAgainstRows(t *testing.T) {
	cases := []struct{ text, want string }{
		// a part and its whole
		{"Arden closed 12 of its 30 wells [@gazette-2025].", ""},
		{"Of the 30 wells Arden closed 12 [@gazette-2025].", ""},
		{"アルデンは井戸30本のうち12本を閉じた [@gazette-2025]。", ""},
		{"아르덴은 우물 30곳 가운데 12곳을 닫았다 [@gazette-2025].", ""},
		{"Из 30 колодцев закрыли 12 [@gazette-2025].", ""},
		{"Arden closed 12 of its 34 wells [@gazette-2025].", "denominator"},
		{"アルデンは井戸34本のうち12本を閉じた [@gazette-2025]。", "denominator"},
		{"아르덴은 우물 34곳 가운데 12곳을 닫았다 [@gazette-2025].", "denominator"},
		{"Arden closed 17 of its 30 wells [@gazette-2025].", "number-not-in-source"},
		{"아르덴은 원자로 30기 가운데 17기를 닫았다 [@gazette-2025].", "number-not-in-source"},
		// of whom
		{"The mayor won 51.3 percent of the valid votes [@gazette-2025].", ""},
		{"The mayor won 51.3 percent of the registered voters [@gazette-2025].", "denominator"},
		{"За мэра 51,3 процента всех избирателей [@gazette-2025].", "denominator"},
		{"시장은 전체 국민의 51.3%를 얻었다 [@gazette-2025].", "denominator"},
		{"The mayor stood at 51.3 percent in the exit poll [@gazette-2025].", ""},
		// points
		{"The mayor was 4.6 points ahead [@gazette-2025].", ""},
		{"Of the votes 4.6 percent lay between the two [@gazette-2025].", "percent-or-points"},
		{"The share of farmers who irrigate sank by 6 percent, from 48 to 42 [@gazette-2025].", "percent-or-points"},
		{"The share of farmers who irrigate sank by 12.5 percent, from 48 to 42 [@gazette-2025].", ""},
		{"Доля фермеров упала на 6 процентов, с 48 до 42 [@gazette-2025].", "percent-or-points"},
		{"回答者の割合は48％から42％へと6％下がった [@gazette-2025]。", "percent-or-points"},
		// the day
		{"On 2 March 2025 a patrol of Belmora crossed the line [@gazette-2025].", ""},
		{"On 4 March 2025 a patrol of Belmora crossed the line [@gazette-2025].", "near-event"},
		{"From 2 to 4 March 2025 a patrol of Belmora crossed the line [@gazette-2025].", ""},
		{"On 4 March 2025 a patrol crossed the line [@communique-2025] of Belmora, which said so before [@gazette-2025].", ""},
		{"On 4 March 2025 the dam was shut [@gazette-2025].", ""}, // of something else
		{"On 9 March 2025 a patrol of Belmora crossed the line [@gazette-2025].", ""},
		{"On 11 May 2025 a patrol of Coriel counted the boats [@bulletin].", "near-event"},
		{"On 12 May 2025 a patrol of Coriel counted the boats [@bulletin].", ""}, // the day of the bulletin itself
		// up to now
		{"No commission has been convened since.", "unsearched-absence"},
		{"The commission has never met.", "unsearched-absence"},
		{"A well that has never been dug gives no water.", ""},
		{"No commission has been convened since, the ministry said [@gazette-2025].", ""},
		{"委員会はこれまで一度も開かれていない。", "unsearched-absence"},
		{"위원회는 그 뒤 한 번도 소집되지 않았다.", "unsearched-absence"},
		{"С тех пор комиссия ни разу не собиралась.", "unsearched-absence"},
		// a judgement behind which no source is cited
		{"The closing of the wells [@gazette-2025] was the worst decision of the year.", "opinion-as-fact"},
		{"The closing of the wells was the worst decision of the year, the paper writes [@gazette-2025].", ""},
		// labels and telephones
		{"Call +33 1 70 18 99 00 or +81 (0)3 5501 8000.", ""},
		{"Приложите копию формы 4 и бланка 12.", ""},
	}
	dir := template(t)
	put(t, dir, "facts.csv", "id,what,value,unit,of,date,source,confirmed\n"+
		"wells,Wells that Arden closed,12,wells,30 wells,2025,gazette-2025,\n"+
		"mayor,Share of the mayor,51.3,percent,valid votes,2025,gazette-2025,\n"+
		"margin,Lead of the mayor,4.6,points,,2025,gazette-2025,\n"+
		"before,Farmers who irrigate,48,percent,farmers,2023,gazette-2025,\n"+
		"after,Farmers who irrigate,42,percent,farmers,2025,gazette-2025,\n"+
		"xar-env-posts-2025,Posts filled,110,posts,,2025,gazette-2025,\n")
	put(t, dir, "sources/bulletin.json", `[{"id": "bulletin", "type": "report", "title": "The bulletin", "publisher": "Coriel", "issued": {"date-parts": [[2025, 5, 12]]}}]`)
	events, err := os.ReadFile(filepath.Join(dir, "events.csv"))
	if err != nil {
		t.Fatal(err)
	}
	put(t, dir, "events.csv", string(events)+"boats,2025-05-10,XCO,XBE,,CONSULT,water,A patrol of Coriel counts the boats,bulletin,,\n")
	file := func(n int) string { return fmt.Sprintf("pieces/s%03d.md", n) }
	for n, c := range cases {
		put(t, dir, file(n), "---\ntitle: A sentence\n---\n"+c.text+"\n")
	}
	got := map[string][]string{}
	for _, f := range run(t, dir, false) {
		got[f.File] = append(got[f.File], f.Rule)
	}
	for n, c := range cases {
		if g := got[file(n)]; c.want == "" && len(g) > 0 || c.want != "" && !slices.Equal(g, []string{c.want}) {
			t.Errorf("%s\n    got %v, want %q", c.text, g, c.want)
		}
	}
}
