"""Danish words that spaces, marks and capitals depend on, in lower case."""


def _words(listing: str) -> frozenset[str]:
    return frozenset(listing.split())


ABBREVIATIONS_AT_END = _words(
    """
    apr. aug. bl.a. d.d. d.s. d.å. dec. e.kr. e.l. e.lign. etc. f.kr. feb. febr. jan. kr. m.fl.
    m.m. m.v. md. mdr. mfl. mia. mio. mm. mv. nov. o.a. o.l. o.lign. okt. osv. p.a. p.t. pct.
    pers. s.d. s.u. sep. sept. th. tlf. årg. årh.
    """
)
"""Abbreviations that a sentence may well end with, and that none begins with."""

ABBREVIATIONS = ABBREVIATIONS_AT_END | _words(
    """
    abs. adj. adm. adr. adv. afd. afs. alm. ang. anm. ansv. att. bek. bilagsnr. ca. cand. cf.
    cirk. cpr.nr. cvr.nr. dept. dir. dr. dvs. e.g. egl. ekskl. evt. f.eks. f.o.m. f.s.v. fhv.
    flg. forb. forf. forts. fr. frk. fsv. fuldm. gl. gns. hhv. hr. i.e. i.f.m. i.f.t. i.h.t. if.
    ifl. iflg. ifm. ift. iht. inkl. j.nr. jf. jfr. jnr. jr. jur. jvf. kap. kbh. kgl. kl. kld.
    konst. l.nr. lb. lbk. m.a.o. m.h.p. m.h.t. maks. matr. matr.nr. matrikelnr. medd. medl. mhp.
    mht. ml. mrk. ndf. ndr. nr. obl. opl. opr. ovf. p.b.v. p.g.a. p.p. pga. ph.d. pkt. postnr.
    pr. prof. pt. resp. s.k. sagsnr. sdr. sekr. sml. spec. spm. st. stk. str. stud. sædv. t.h.
    t.o.m. t.v. tidl. tilh. tilsv. u.å. udg. ugtl. univ. v.h.a. vedk. vedl. vedr. vejl. vha.
    vol. vs.
    """
)
"""What is written with a full stop that ends no sentence."""

NEVER_NAMES = _words(
    """
    af afgørelsen aldrig alle allerede alligevel alt altid altså andet andre ansøgeren
    ansøgningen at bag bare barnet begge blev bliver boligen borgeren borgerne både børnene da
    datteren de den denne der derefter derfor derimod dermed derudover desuden det dette din
    dine disse dit dog du efter efterfølgende ej eleven eller ellers en endelig endnu endvidere
    enten er et faderen familien fik flere for foran forbi fordi formentlig forud forvaltningen
    forældrene fra frem fremover få får før først gennem går ham han har hen hende hendes her
    herefter herudover hos hun hvad hvem hver hvert hvilke hvilken hvilket hvis hvor hvordan
    hvorefter hvorfor hvornår hvorvidt ifølge igen igennem ikke imellem imidlertid imod ind
    inden indtil ingen intet jeg jer jeres jo kan kom kommer kommunen kun kunne lige ligesom
    lægen længe man mange med medmindre mellem men mens mere mig min mindre mine mit mod moderen
    må måske mødet ned netop nogen noget nogle nok nu når nær nærmest ofte og også om omkring
    omtrent op oplyser oplyste os over overfor overvejende partshøringen på ret sagen
    sagsbehandleren samt samtidig se selv selvom senere ser siden sidst siger sin sine sit skal
    skolen skulle snart som stadig straks så sådan således sønnen tidligere til tilbage
    tilsvarende trods uanset ud uden under undtagen var ved vi via vil ville vores være været
    ydelsen yderligere
    """
)
"""Words that carry a capital only where a sentence begins. »I« is not among them: it is a pronoun
with a capital of its own; nor are »Dem« and »Deres«, the formal address, whose capital would be
meant where they stand inside a sentence."""
