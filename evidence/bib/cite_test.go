package bib_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"entente/evidence/bib"
)

// shelf gives records by id from CSL objects.
func shelf(t testing.TB, list ...string) func(string) json.RawMessage {
	t.Helper()
	byID := map[string]json.RawMessage{}
	for _, s := range list {
		var r struct {
			ID string `json:"id"`
		}
		if err := json.Unmarshal([]byte(s), &r); err != nil {
			t.Fatalf("%v in %s", err, s)
		}
		byID[r.ID] = json.RawMessage(s)
	}
	return func(id string) json.RawMessage { return byID[id] }
}

const author1 = `"author":[{"family":"Berg","given":"Anna"}]`

// works are one record a type, with the four forms that Chicago gives it in its
// 18th edition: two names in notes and six in lists (13.23), a family name that comes
// first by its own custom left there (13.75), no place of publishers (13.110), no
// pages of chapters in lists (14.8), and in lists of the author-date system no year
// a second time.
var works = []struct {
	name, record, locator string
	note, entry           string // notes style
	in, reference         string // author-date style
}{
	{"book", `{"id":"x","type":"book",` + author1 + `,"title":"The Quiet Border: A History","publisher":"Harbour Press","publisher-place":"Oslo","issued":{"date-parts":[[2019]]}}`, "p. 12",
		"Anna Berg, *The Quiet Border: A History* (Harbour Press, 2019), 12.",
		"Berg, Anna. *The Quiet Border: A History*. Harbour Press, 2019.",
		"(Berg 2019, 12)",
		"Berg, Anna. 2019. *The Quiet Border: A History*. Harbour Press."},
	{"edited book", `{"id":"x","type":"book","editor":[{"family":"Berg","given":"Anna"},{"family":"Lund","given":"Per"}],"title":"Straits","edition":"2","publisher":"Harbour Press","issued":{"date-parts":[["2019"]]}}`, "",
		"Anna Berg and Per Lund, eds., *Straits*, 2nd ed. (Harbour Press, 2019).",
		"Berg, Anna, and Per Lund, eds. *Straits*. 2nd ed. Harbour Press, 2019.",
		"(Berg and Lund 2019)",
		"Berg, Anna, and Per Lund, eds. 2019. *Straits*. 2nd ed. Harbour Press."},
	{"translated book", `{"id":"x","type":"book",` + author1 + `,"translator":[{"family":"Roy","given":"Ines"}],"title":"Salt","volume":2,"publisher":"Harbour Press","issued":{"date-parts":[[2001]]}}`, "pp. 3-9",
		"Anna Berg, *Salt*, trans. Ines Roy, vol. 2 (Harbour Press, 2001), 3–9.",
		"Berg, Anna. *Salt*. Translated by Ines Roy. Vol. 2. Harbour Press, 2001.",
		"(Berg 2001, 3–9)",
		"Berg, Anna. 2001. *Salt*. Translated by Ines Roy. Vol. 2. Harbour Press."},
	{"chapter", `{"id":"x","type":"chapter",` + author1 + `,"title":"Nets and Treaties","container-title":"Straits","editor":[{"family":"Lund","given":"Per"}],"page":"40-60","publisher":"Harbour Press","publisher-place":"Oslo","issued":{"date-parts":[[2019]]}}`, "45",
		"Anna Berg, “Nets and Treaties,” in *Straits*, ed. Per Lund (Harbour Press, 2019), 45.",
		"Berg, Anna. “Nets and Treaties.” In *Straits*, edited by Per Lund. Harbour Press, 2019.",
		"(Berg 2019, 45)",
		"Berg, Anna. 2019. “Nets and Treaties.” In *Straits*, edited by Per Lund. Harbour Press."},
	{"journal", `{"id":"x","type":"article-journal",` + author1 + `,"title":"Who Fishes?","container-title":"Journal of Straits","volume":"12","issue":3,"page":"321-328","DOI":"10.1234/js.12","URL":"https://example.org/x","issued":{"date-parts":[[2019,3,4]]}}`, "p. 322",
		"Anna Berg, “Who Fishes?,” *Journal of Straits* 12, no. 3 (March 2019): 322, https://doi.org/10.1234/js.12.",
		"Berg, Anna. “Who Fishes?” *Journal of Straits* 12, no. 3 (March 2019): 321–28. https://doi.org/10.1234/js.12.",
		"(Berg 2019, 322)",
		"Berg, Anna. 2019. “Who Fishes?” *Journal of Straits* 12 (3): 321–28. https://doi.org/10.1234/js.12."},
	{"journal without issue", `{"id":"x","type":"article-journal",` + author1 + `,"title":"Tides","container-title":"Straits","volume":"4","page":"101-108","issued":{"date-parts":[[2019,3]]}}`, "",
		"Anna Berg, “Tides,” *Straits* 4 (March 2019): 101–8.",
		"Berg, Anna. “Tides.” *Straits* 4 (March 2019): 101–8.",
		"(Berg 2019)",
		"Berg, Anna. 2019. “Tides.” *Straits* 4 (March): 101–8."},
	{"journal without anything", `{"id":"x","type":"article-journal","title":"Tides","container-title":"Straits"}`, "para. 2",
		"“Tides,” *Straits* (n.d.), para. 2.",
		"“Tides.” *Straits* (n.d.).",
		"(“Tides,” n.d., para. 2)",
		"“Tides.” n.d. *Straits*."},
	{"act abroad", `{"id":"x","type":"legislation","title":"Act on Nets","number":"12","jurisdiction":"Aland","issued":{"date-parts":[[2015,9,30]]}}`, "§ 2-4",
		"Act on Nets, No. 12, § 2–4 (Aland, September 30, 2015).",
		"Act on Nets, No. 12 (Aland, September 30, 2015).",
		"(Act on Nets 2015, § 2–4)",
		"Act on Nets. 2015. No. 12 (Aland, September 30, 2015)."},
	{"newspaper", `{"id":"x","type":"article-newspaper",` + author1 + `,"title":"Talks Begin","container-title":"The Coast Times","issued":{"date-parts":[[2019,3,4]]},"accessed":{"date-parts":[[2020,1,1]]},"URL":"https://example.org/a"}`, "",
		"Anna Berg, “Talks Begin,” *The Coast Times*, March 4, 2019, https://example.org/a.",
		"Berg, Anna. “Talks Begin.” *The Coast Times*, March 4, 2019. https://example.org/a.",
		"(Berg 2019)",
		"Berg, Anna. 2019. “Talks Begin.” *The Coast Times*, March 4. https://example.org/a."},
	{"newspaper, no author", `{"id":"x","type":"article-newspaper","title":"The Nets Are Back: What Now","container-title":"Coast Times","issued":{"date-parts":[[2019,3,4]]}}`, "",
		"“The Nets Are Back: What Now,” *Coast Times*, March 4, 2019.",
		"“The Nets Are Back: What Now.” *Coast Times*, March 4, 2019.",
		"(“Nets Are Back” 2019)",
		"“The Nets Are Back: What Now.” 2019. *Coast Times*, March 4."},
	{"magazine", `{"id":"x","type":"article-magazine",` + author1 + `,"title":"Calling It “Peace”","container-title":"Shore","issued":{"date-parts":[[2019,4]]}}`, "43",
		"Anna Berg, “Calling It ‘Peace,’” *Shore*, April 2019, 43.",
		"Berg, Anna. “Calling It ‘Peace.’” *Shore*, April 2019.",
		"(Berg 2019, 43)",
		"Berg, Anna. 2019. “Calling It ‘Peace.’” *Shore*, April."},
	{"webpage without date", `{"id":"x","type":"webpage","author":[{"literal":"Ministry of Tides"}],"title":"Catch Quotas","container-title":"Tides Online","publisher":"Ministry of Tides","accessed":{"date-parts":[[2020,1,2]]},"URL":"https://example.org/q"}`, "",
		"Ministry of Tides, “Catch Quotas,” Tides Online, accessed January 2, 2020, https://example.org/q.",
		"Ministry of Tides. “Catch Quotas.” Tides Online. Accessed January 2, 2020. https://example.org/q.",
		"(Ministry of Tides, n.d.)",
		"Ministry of Tides. n.d. “Catch Quotas.” Tides Online. Accessed January 2, 2020. https://example.org/q."},
	{"webpage", `{"id":"x","type":"webpage",` + author1 + `,"title":"Catch Quotas","container-title":"Tides Online","publisher":"Ministry of Tides","issued":{"raw":"4 March 2019"},"URL":"https://example.org/q"}`, "para. 4",
		"Anna Berg, “Catch Quotas,” Tides Online, Ministry of Tides, March 4, 2019, para. 4, https://example.org/q.",
		"Berg, Anna. “Catch Quotas.” Tides Online. Ministry of Tides. March 4, 2019. https://example.org/q.",
		"(Berg 2019, para. 4)",
		"Berg, Anna. 2019. “Catch Quotas.” Tides Online. Ministry of Tides. March 4. https://example.org/q."},
	{"blog", `{"id":"x","type":"post-weblog",` + author1 + `,"title":"Low Water","container-title":"Sandbank","issued":{"date-parts":[[2019,3,4]]},"URL":"https://example.org/b"}`, "",
		"Anna Berg, “Low Water,” *Sandbank* (blog), March 4, 2019, https://example.org/b.",
		"Berg, Anna. “Low Water.” *Sandbank* (blog). March 4, 2019. https://example.org/b.",
		"(Berg 2019)",
		"Berg, Anna. 2019. “Low Water.” *Sandbank* (blog). March 4. https://example.org/b."},
	{"post", `{"id":"x","type":"post",` + author1 + `,"title":"We will meet again: soon.","container-title":"Murmur","issued":{"date-parts":[[2019,3,4]]}}`, "",
		"Anna Berg, “We will meet again: soon.,” Murmur, March 4, 2019.",
		"Berg, Anna. “We will meet again: soon.” Murmur. March 4, 2019.",
		"(Berg 2019)",
		"Berg, Anna. 2019. “We will meet again: soon.” Murmur. March 4."},
	{"report", `{"id":"x","type":"report","author":[{"literal":"Institute for Tides"}],"title":"Nets at Sea","genre":"working paper","number":"12","publisher":"Institute for Tides","publisher-place":"Oslo","issued":{"date-parts":[[2019,3]]}}`, "12",
		"Institute for Tides, *Nets at Sea*, Working paper 12 (Institute for Tides, March 2019), 12.",
		"Institute for Tides. *Nets at Sea*. Working paper 12. Institute for Tides, March 2019.",
		"(Institute for Tides 2019, 12)",
		"Institute for Tides. 2019. *Nets at Sea*. Working paper 12. Institute for Tides."},
	{"statute", `{"id":"x","type":"legislation","title":"Safe Harbours Act of 2002","number":"Pub. L. No. 999-12","volume":"116","container-title":"Stat.","page":"2135","issued":{"date-parts":[[2002]]}}`, "§ 2",
		"Safe Harbours Act of 2002, Pub. L. No. 999-12, § 2, 116 Stat. 2135 (2002).",
		"Safe Harbours Act of 2002, Pub. L. No. 999-12, 116 Stat. 2135 (2002).",
		"(Safe Harbours Act of 2002, § 2)",
		"Safe Harbours Act of 2002. 2002. Pub. L. No. 999-12, 116 Stat. 2135."},
	{"case", `{"id":"x","type":"legal_case","title":"Berg v. Lund","volume":"347","container-title":"U.S.","page":"483","issued":{"date-parts":[[1954]]}}`, "495",
		"Berg v. Lund, 347 U.S. 483, 495 (1954).",
		"Berg v. Lund, 347 U.S. 483 (1954).",
		"(*Berg v. Lund* 1954, 495)",
		"Berg v. Lund. 1954. 347 U.S. 483."},
	{"case without reporter", `{"id":"x","type":"legal_case","title":"Nets Arbitration","number":"PCA Case No. 2013-99","authority":"Permanent Court of Arbitration","issued":{"date-parts":[[2016,7,12]]}}`, "para. 4",
		"Nets Arbitration, PCA Case No. 2013-99, para. 4 (Permanent Court of Arbitration, July 12, 2016).",
		"Nets Arbitration, PCA Case No. 2013-99 (Permanent Court of Arbitration, July 12, 2016).",
		"(*Nets Arbitration* 2016, para. 4)",
		"Nets Arbitration. 2016. PCA Case No. 2013-99 (Permanent Court of Arbitration, July 12, 2016)."},
	{"treaty", `{"id":"x","type":"treaty","title":"Treaty on Nets","author":[{"literal":"Aland"},{"literal":"Republic of Bria"}],"volume":"583","container-title":"U.N.T.S.","page":"33","issued":{"date-parts":[[1965,6,22]]}}`, "art. 3",
		"Treaty on Nets, Aland–Republic of Bria, art. 3, June 22, 1965, 583 U.N.T.S. 33.",
		"Treaty on Nets, Aland–Republic of Bria, June 22, 1965, 583 U.N.T.S. 33.",
		"(Treaty on Nets 1965, art. 3)",
		"Treaty on Nets. 1965. Aland–Republic of Bria, June 22, 1965, 583 U.N.T.S. 33."},
	{"speech", `{"id":"x","type":"speech",` + author1 + `,"title":"On Boats","genre":"Lecture","event":"Sea Forum","event-place":"Oslo","issued":{"date-parts":[[2000,4,26]]}}`, "",
		"Anna Berg, “On Boats” (lecture, Sea Forum, Oslo, April 26, 2000).",
		"Berg, Anna. “On Boats.” Lecture, Sea Forum, Oslo, April 26, 2000.",
		"(Berg 2000)",
		"Berg, Anna. 2000. “On Boats.” Lecture, Sea Forum, Oslo, April 26."},
	{"poll", `{"id":"x","type":"survey","author":[{"literal":"Coast Polls"}],"title":"Trust in Neighbours","publisher":"Coast Polls","issued":{"date-parts":[[2019,3,10]]},"event-date":{"date-parts":[[2019,3,3],[2019,3,7]]},"URL":"https://example.org/p"}`, "",
		"Coast Polls, “Trust in Neighbours” (poll, conducted March 3–7, 2019, published March 10, 2019), https://example.org/p.",
		"Coast Polls. “Trust in Neighbours.” Poll, conducted March 3–7, 2019, published March 10, 2019. https://example.org/p.",
		"(Coast Polls 2019)",
		"Coast Polls. 2019. “Trust in Neighbours.” Poll, conducted March 3–7, 2019, published March 10, 2019. https://example.org/p."},
	{"poll as dataset", `{"id":"x","type":"dataset","genre":"poll","title":"Trust","publisher":"Coast Polls","issued":{"date-parts":[[2019,3,28],[2019,4,2]]}}`, "",
		"Coast Polls, “Trust” (poll, conducted March 28–April 2, 2019).",
		"Coast Polls. “Trust.” Poll, conducted March 28–April 2, 2019.",
		"(Coast Polls 2019)",
		"Coast Polls. 2019. “Trust.” Poll, conducted March 28–April 2, 2019."},
	{"dataset", `{"id":"x","type":"dataset",` + author1 + `,"title":"Catches","version":"2.1","publisher":"Sea Archive","DOI":"https://doi.org/10.1234/c","issued":{"date-parts":[[2019]]}}`, "",
		"Anna Berg, *Catches*, version 2.1, data set (Sea Archive, 2019), https://doi.org/10.1234/c.",
		"Berg, Anna. *Catches*. Version 2.1. Data set. Sea Archive, 2019. https://doi.org/10.1234/c.",
		"(Berg 2019)",
		"Berg, Anna. 2019. *Catches*. Version 2.1. Data set. Sea Archive. https://doi.org/10.1234/c."},
	{"thesis", `{"id":"x","type":"thesis",` + author1 + `,"title":"Nets","genre":"Doctoral thesis","publisher":"University of Oslo","issued":{"date-parts":[[2019]]}}`, "12",
		"Anna Berg, “Nets” (PhD diss., University of Oslo, 2019), 12.",
		"Berg, Anna. “Nets.” PhD diss., University of Oslo, 2019.",
		"(Berg 2019, 12)",
		"Berg, Anna. 2019. “Nets.” PhD diss., University of Oslo."},
	{"paper", `{"id":"x","type":"paper-conference",` + author1 + `,"title":"Nets","event-title":"the Sea Forum","event-place":"Oslo","issued":{"date-parts":[[2019,5]]}}`, "",
		"Anna Berg, “Nets” (paper presented at the Sea Forum, Oslo, May 2019).",
		"Berg, Anna. “Nets.” Paper presented at the Sea Forum, Oslo, May 2019.",
		"(Berg 2019)",
		"Berg, Anna. 2019. “Nets.” Paper presented at the Sea Forum, Oslo, May."},
	{"proceedings", `{"id":"x","type":"paper-conference",` + author1 + `,"title":"Nets","container-title":"Sea Forum Papers","publisher":"Harbour Press","page":"5-9","issued":{"date-parts":[[2019]]}}`, "",
		"Anna Berg, “Nets,” in *Sea Forum Papers* (Harbour Press, 2019), 5–9.",
		"Berg, Anna. “Nets.” In *Sea Forum Papers*. Harbour Press, 2019.",
		"(Berg 2019)",
		"Berg, Anna. 2019. “Nets.” In *Sea Forum Papers*. Harbour Press."},
	{"personal", `{"id":"x","type":"personal_communication",` + author1 + `,"genre":"email","recipient":[{"literal":"the editors"}],"issued":{"date-parts":[[2019,3,4]]}}`, "",
		"Anna Berg, email to the editors, March 4, 2019.",
		"Berg, Anna. Email to the editors, March 4, 2019.",
		"(Anna Berg, pers. comm., March 4, 2019)",
		"Berg, Anna. 2019. Email to the editors, March 4."},
	{"romanised", `{"id":"x","type":"article-journal","author":[{"family":"Yamada","given":"Tarō"}],"title":"Umi no rekishi","container-title":"Gaikō","volume":"3","issue":"1","page":"5-8","issued":{"date-parts":[[1999]]},"note":"original-title: 海の歴史\noriginal-author: 山田太郎"}`, "",
		"Yamada Tarō 山田太郎, “Umi no rekishi” 海の歴史, *Gaikō* 3, no. 1 (1999): 5–8.",
		"Yamada Tarō 山田太郎. “Umi no rekishi” 海の歴史. *Gaikō* 3, no. 1 (1999): 5–8.",
		"(Yamada 1999)",
		"Yamada Tarō 山田太郎. 1999. “Umi no rekishi” 海の歴史. *Gaikō* 3 (1): 5–8."},
	{"East Asian script", `{"id":"x","type":"book","author":[{"family":"山田","given":"太郎"},{"family":"김","given":"대중"}],"title":"海の歴史","publisher":"港書房","publisher-place":"東京","issued":{"date-parts":[[1999]]}}`, "5",
		"山田太郎 and 김대중, 海の歴史 (港書房, 1999), 5.",
		"山田太郎 and 김대중. 海の歴史. 港書房, 1999.",
		"(山田 and 김 1999, 5)",
		"山田太郎 and 김대중. 1999. 海の歴史. 港書房."},
	{"interview", `{"id":"x","type":"interview",` + author1 + `,"title":"Nets and Men","interviewer":[{"family":"Lund","given":"Per"}],"container-title":"Low Water","publisher":"Coast Radio","issued":{"date-parts":[[2017,4,19]]},"URL":"https://example.org/i"}`, "",
		"Anna Berg, “Nets and Men,” interview by Per Lund, Low Water, Coast Radio, April 19, 2017, https://example.org/i.",
		"Berg, Anna. “Nets and Men.” Interview by Per Lund. Low Water. Coast Radio. April 19, 2017. https://example.org/i.",
		"(Berg 2017)",
		"Berg, Anna. 2017. “Nets and Men.” Interview by Per Lund. Low Water. Coast Radio. April 19. https://example.org/i."},
	{"preprint", `{"id":"x","type":"article",` + author1 + `,"title":"Tides","publisher":"arXiv","issued":{"date-parts":[[2023,8,1]]},"URL":"https://example.org/2"}`, "",
		"Anna Berg, “Tides,” preprint, arXiv, August 1, 2023, https://example.org/2.",
		"Berg, Anna. “Tides.” Preprint. arXiv. August 1, 2023. https://example.org/2.",
		"(Berg 2023)",
		"Berg, Anna. 2023. “Tides.” Preprint. arXiv. August 1. https://example.org/2."},
	{"patent", `{"id":"x","type":"patent",` + author1 + `,"title":"Net Winch","jurisdiction":"US","number":"4,586,960","submitted":{"date-parts":[[1980,10,23]]},"issued":{"date-parts":[[1986,2,4]]}}`, "",
		"Anna Berg, “Net Winch,” US patent 4,586,960, filed October 23, 1980, issued February 4, 1986.",
		"Berg, Anna. “Net Winch.” US patent 4,586,960, filed October 23, 1980, issued February 4, 1986.",
		"(Berg 1986)",
		"Berg, Anna. 1986. “Net Winch.” US patent 4,586,960, filed October 23, 1980, issued February 4."},
	{"film", `{"id":"x","type":"motion_picture","director":[{"family":"Berg","given":"Anna"}],"title":"Salt","publisher":"Coast Films","issued":{"date-parts":[[2014]]}}`, "",
		"Anna Berg, dir., *Salt* (Coast Films, 2014).",
		"Berg, Anna, dir. *Salt*. Coast Films, 2014.",
		"(Berg 2014)",
		"Berg, Anna, dir. 2014. *Salt*. Coast Films."},
	{"old book", `{"id":"x","type":"book",` + author1 + `,"title":"Salt","publisher":"Lund","publisher-place":"Oslo","issued":{"date-parts":[[1877]]}}`, "",
		"Anna Berg, *Salt* (Oslo: Lund, 1877).",
		"Berg, Anna. *Salt*. Oslo: Lund, 1877.",
		"(Berg 1877)",
		"Berg, Anna. 1877. *Salt*. Oslo: Lund."},
	{"double issue", `{"id":"x","type":"article-journal",` + author1 + `,"title":"Tides","container-title":"Straits","volume":"98","issued":{"date-parts":[[2019,5],[2019,6]]},"page":"10-21"}`, "",
		"Anna Berg, “Tides,” *Straits* 98 (May–June 2019): 10–21.",
		"Berg, Anna. “Tides.” *Straits* 98 (May–June 2019): 10–21.",
		"(Berg 2019)",
		"Berg, Anna. 2019. “Tides.” *Straits* 98 (May–June): 10–21."},
	{"season over two years", `{"id":"x","type":"article-journal",` + author1 + `,"title":"Tides","container-title":"Straits","volume":"28","issue":"3","issued":{"raw":"Winter 2003/04"},"page":"10-21"}`, "p. 12",
		"Anna Berg, “Tides,” *Straits* 28, no. 3 (Winter 2003–4): 12.",
		"Berg, Anna. “Tides.” *Straits* 28, no. 3 (Winter 2003–4): 10–21.",
		"(Berg 2003–4, 12)",
		"Berg, Anna. 2003–4. “Tides.” *Straits* 28 (3): 10–21."},
	{"and others", `{"id":"x","type":"book","author":[{"family":"Berg","given":"Anna"},{"family":"Lund","given":"Per"},{"literal":"others"}],"title":"Salt","publisher":"Lund","issued":{"date-parts":[[2014]]}}`, "",
		"Anna Berg et al., *Salt* (Lund, 2014).",
		"Berg, Anna, Per Lund, et al. *Salt*. Lund, 2014.",
		"(Berg et al. 2014)",
		"Berg, Anna, Per Lund, et al. 2014. *Salt*. Lund."},
	{"one and others", `{"id":"x","type":"book","author":[{"family":"Berg","given":"Anna"},{"family":"others"}],"title":"Salt","publisher":"Lund","issued":{"date-parts":[[2014]]}}`, "",
		"Anna Berg et al., *Salt* (Lund, 2014).",
		"Berg, Anna, et al. *Salt*. Lund, 2014.",
		"(Berg et al. 2014)",
		"Berg, Anna, et al. 2014. *Salt*. Lund."},
	{"encyclopaedia", `{"id":"x","type":"entry-encyclopedia",` + author1 + `,"title":"Net","container-title":"The Book of the Sea","edition":"3","publisher":"Harbour Press","issued":{"date-parts":[[2014]]}}`, "",
		"Anna Berg, “Net,” in *The Book of the Sea*, 3rd ed. (Harbour Press, 2014).",
		"Berg, Anna. “Net.” In *The Book of the Sea*, 3rd ed. Harbour Press, 2014.",
		"(Berg 2014)",
		"Berg, Anna. 2014. “Net.” In *The Book of the Sea*, 3rd ed. Harbour Press."},
	{"manuscript", `{"id":"x","type":"manuscript",` + author1 + `,"title":"Nets","issued":{"date-parts":[[2014,5]]}}`, "",
		"Anna Berg, “Nets” (unpublished manuscript, May 2014).",
		"Berg, Anna. “Nets.” Unpublished manuscript, May 2014.",
		"(Berg 2014)",
		"Berg, Anna. 2014. “Nets.” Unpublished manuscript, May."},
	{"markup", `{"id":"x","type":"book",` + author1 + `,"title":"Reading <i>Moby</i> &amp; CO<sub>2</sub> <script>x","publisher":"P","issued":{"literal":"forthcoming"}}`, "",
		"Anna Berg, *Reading* Moby *& CO2 x* (P, forthcoming).",
		"Berg, Anna. *Reading* Moby *& CO2 x*. P, forthcoming.",
		"(Berg, forthcoming)",
		"Berg, Anna. Forthcoming. *Reading* Moby *& CO2 x*. P."},
}

// marked gives a text with asterisks around italics and nothing escaped.
func marked(t bib.Text) string {
	var b strings.Builder
	for _, s := range t {
		if s.Italic {
			inner := strings.TrimSpace(s.Text)
			head, tail, _ := strings.Cut(s.Text, inner)
			b.WriteString(head + "*" + inner + "*" + tail)
		} else {
			b.WriteString(s.Text)
		}
	}
	return b.String()
}

func TestWorks(t *testing.T) {
	for _, w := range works {
		t.Run(w.name, func(t *testing.T) {
			records := shelf(t, w.record)
			notes, dates := bib.NewCiter(bib.Notes, records), bib.NewCiter(bib.AuthorDate, records)
			note, _ := notes.Cite("x", w.locator)
			in, _ := dates.Cite("x", w.locator)
			for _, c := range []struct{ what, got, want string }{
				{"note", marked(note), w.note}, {"bibliography", marked(notes.Reference("x")), w.entry},
				{"text", marked(in), w.in}, {"reference", marked(dates.Reference("x")), w.reference},
			} {
				if c.got != c.want {
					t.Errorf("%s:\n got %s\nwant %s", c.what, c.got, c.want)
				}
			}
		})
	}
}

func names(n int) string {
	var out []string
	for i := range n {
		out = append(out, `{"family":"`+string(rune('A'+i))+`son","given":"Kim"}`)
	}
	return `"author":[` + strings.Join(out, ",") + `]`
}

func TestNumbersOfNames(t *testing.T) {
	for _, c := range []struct {
		n                      int
		note, short, entry, in string
	}{
		{2, "Kim Ason and Kim Bson, *T* (2019).", "Ason and Bson, *T*.", "Ason, Kim, and Kim Bson. *T*. 2019.", "(Ason and Bson 2019)"},
		{3, "Kim Ason et al., *T* (2019).", "Ason et al., *T*.", "Ason, Kim, Kim Bson, and Kim Cson. *T*. 2019.", "(Ason et al. 2019)"},
		{4, "Kim Ason et al., *T* (2019).", "Ason et al., *T*.", "Ason, Kim, Kim Bson, Kim Cson, and Kim Dson. *T*. 2019.", "(Ason et al. 2019)"},
		{6, "Kim Ason et al., *T* (2019).", "Ason et al., *T*.", "Ason, Kim, Kim Bson, Kim Cson, Kim Dson, Kim Eson, and Kim Fson. *T*. 2019.", "(Ason et al. 2019)"},
		{7, "Kim Ason et al., *T* (2019).", "Ason et al., *T*.", "Ason, Kim, Kim Bson, Kim Cson, et al. *T*. 2019.", "(Ason et al. 2019)"},
	} {
		records := shelf(t, `{"id":"x","type":"book",`+names(c.n)+`,"title":"T","issued":{"date-parts":[[2019]]}}`)
		notes, dates := bib.NewCiter(bib.Notes, records), bib.NewCiter(bib.AuthorDate, records)
		note, _ := notes.Cite("x", "")
		short, _ := notes.Cite("x", "")
		in, _ := dates.Cite("x", "")
		got := []string{marked(note), marked(short), marked(notes.Reference("x")), marked(in)}
		if want := []string{c.note, c.short, c.entry, c.in}; !slices.Equal(got, want) {
			t.Errorf("%d names:\n got %q\nwant %q", c.n, got, want)
		}
	}
}

func TestShortNotes(t *testing.T) {
	for _, c := range []struct{ record, locator, want string }{
		{`{"id":"x","type":"book",` + author1 + `,"title":"The Quiet Border: A History"}`, "pp. 110-118", "Berg, *Quiet Border*, 110–18."},
		{`{"id":"x","type":"chapter",` + author1 + `,"title":"On the Nets of the North","title-short":"Nets"}`, "12", "Berg, “Nets,” 12."},
		{`{"id":"x","type":"webpage","title":"What Now?"}`, "", "“What Now?”"},
		{`{"id":"x","type":"webpage","title":"The year on the river"}`, "", "“Year on the river.”"},
		{`{"id":"x","type":"webpage","title":"What Now?"}`, "sec. 2", "“What Now?,” sec. 2."},
		{`{"id":"x","type":"legal_case","title":"Berg v. Lund"}`, "495", "*Berg v. Lund*, 495."},
		{`{"id":"x","type":"treaty","title":"Treaty on Nets","author":[{"literal":"Aland"}]}`, "art. 3", "Treaty on Nets, art. 3."},
		{`{"id":"x","type":"personal_communication",` + author1 + `,"issued":{"date-parts":[[2019,3]]}}`, "", "Berg, personal communication, March 2019."},
		{`{"id":"x","type":"book","author":[{"family":"Gogh","given":"V.","non-dropping-particle":"van"}],"title":"Letters"}`, "", "van Gogh, *Letters*."},
	} {
		cite := bib.NewCiter(bib.Notes, shelf(t, c.record))
		cite.Cite("x", "")
		if got, ok := cite.Cite("x", c.locator); !ok || marked(got) != c.want {
			t.Errorf("got %s, want %s", marked(got), c.want)
		}
	}
}

func TestPrepare(t *testing.T) {
	records := shelf(t,
		`{"id":"1","type":"book",`+author1+`,"title":"The Zebra","issued":{"date-parts":[[2019]]}}`,
		`{"id":"2","type":"book",`+author1+`,"title":"An Apple","issued":{"date-parts":[[2019]]}}`,
		`{"id":"3","type":"book",`+author1+`,"title":"Plum","issued":{"date-parts":[[2018]]}}`,
		`{"id":"4","type":"book","author":[{"family":"Lund","given":"Per"}],"title":"A","issued":{"date-parts":[[2018]]}}`,
		`{"id":"5","type":"book","author":[{"family":"Lund","given":"Inga Ada"}],"title":"B","issued":{"date-parts":[[2018]]}}`,
		`{"id":"6","type":"book","author":[{"literal":"Board"}],"title":"A"}`,
		`{"id":"7","type":"book","author":[{"literal":"Board"}],"title":"B"}`,
		`{"id":"8","type":"book","author":[{"family":"Ångström","given":"Å."}],"title":"B","issued":{"date-parts":[[2001]]}}`,
		`{"id":"9","type":"book",`+strings.Replace(author1, "]", `,{"family":"Ek","given":"B."}]`, 1)+`,"title":"B","issued":{"date-parts":[[1990]]}}`)
	c := bib.NewCiter(bib.AuthorDate, records)
	ids := []string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "none", "1"}
	c.Prepare(ids)
	var got []string
	for _, id := range ids {
		text, ok := c.Cite(id, "")
		if ok != (id != "none") {
			t.Errorf("%s: ok is %v", id, ok)
		}
		got = append(got, text.String())
	}
	want := []string{"(Berg 2019b)", "(Berg 2019a)", "(Berg 2018)", "(P. Lund 2018)", "(I. A. Lund 2018)", "(Board, n.d.-a)", "(Board, n.d.-b)", "(Ångström 2001)", "(Berg and Ek 1990)", "", "(Berg 2019b)"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if got, want := c.References(), []string{"8", "3", "2", "1", "9", "6", "7", "5", "4"}; !slices.Equal(got, want) {
		t.Errorf("the list is %q, want %q", got, want)
	}
	if got := c.Reference("1").String(); got != "Berg, Anna. 2019b. The Zebra." {
		t.Errorf("got %s", got)
	}
	if c.Reference("none") != nil {
		t.Error("an id without a record has a reference")
	}
	notes := bib.NewCiter(bib.Notes, records)
	for _, id := range []string{"1", "2", "3"} {
		notes.Cite(id, "")
	}
	if got, want := notes.References(), []string{"2", "3", "1"}; !slices.Equal(got, want) {
		t.Errorf("the bibliography is %q, want %q", got, want)
	}
}

func TestText(t *testing.T) {
	text := bib.Text{{Text: "1984. A_b <x> & "}, {Text: "It*s ", Italic: true}, {Text: "https://a.org/?q=1&r=2", URL: "https://a.org/?q=1&r=2"}, {Text: "bad", URL: "javascript:alert(1)"}}
	if got, want := text.HTML(), `1984. A_b &lt;x&gt; &amp; <i>It*s </i><a href="https://a.org/?q=1&amp;r=2">https://a.org/?q=1&amp;r=2</a>bad`; got != want {
		t.Errorf("HTML\n got %s\nwant %s", got, want)
	}
	if got, want := text.String(), "1984. A_b <x> & It*s https://a.org/?q=1&r=2bad"; got != want {
		t.Errorf("got %s", got)
	}
	for _, s := range []bib.Style{bib.Notes, bib.AuthorDate} {
		if got, err := bib.ParseStyle(s.String()); err != nil || got != s {
			t.Errorf("%v is read as %v, %v", s, got, err)
		}
	}
	if _, err := bib.ParseStyle("apa"); err == nil {
		t.Error("apa is taken for a style")
	}
}
