"""Danish post towns by the first digit of their postcodes (Dataforsyningen's register, 2026).

What only tells towns of one name apart (»C«, »NV«, »Fyn«, »J«) is left out.
"""

_TOWNS = {
    0: "København, Taastrup, Høje Taastrup, Aarhus, Århus",
    1: "København, Frederiksberg",
    2: (
        "Albertslund, Bagsværd, Ballerup, Brøndby, Brønshøj, Charlottenlund, Dragør, Dyssegård, "
        "Frederiksberg, Gentofte, Glostrup, Greve, Hedehusene, Hellerup, Herlev, Holte, Hvidovre, "
        "Hørsholm, Ishøj, Karlslunde, Kastrup, Kgs Lyngby, Klampenborg, Kokkedal, "
        "Kongens Lyngby, København, Lyngby, Måløv, Nivå, Nordhavn, Nærum, Rungsted, Rødovre, "
        "Skodsborg, Skovlunde, Smørum, Solrød, Søborg, Taastrup, Valby, Vallensbæk, Vanløse, "
        "Vedbæk, Virum"
    ),
    3: (
        "Aakirkeby, Allerød, Allinge, Birkerød, Dronningmølle, Espergærde, Farum, Fredensborg, "
        "Frederikssund, Frederiksværk, Gilleleje, Græsted, Gudhjem, Gørløse, Hasle, Hellebæk, "
        "Helsinge, Helsingør, Hillerød, Hornbæk, Humlebæk, Hundested, Jægerspris, Klemensker, "
        "Kvistgård, Liseleje, Lynge, Melby, Nexø, Rønne, Skævinge, Slangerup, Snekkersten, "
        "Stenløse, Svaneke, Tikøb, Tisvildeleje, Vejby, Veksø, Værløse, Ølsted, Ølstykke, "
        "Østermarie, Ålsgårde"
    ),
    4: (
        "Agersø, Askeby, Askø, Asnæs, Bandholm, Bjæverskov, Boeslunde, Bogø, Borre, Borup, "
        "Dalmose, Dannemare, Dianalund, Errindlev, Eskebjerg, Eskilstrup, Faxe, Fejø, Femø, "
        "Fjenneslev, Fuglebjerg, Fårevejle, Føllenslev, Gadstrup, Gedser, Gislinge, Glumsø, "
        "Grevinge, Guldborg, Gørlev, Harpelunde, Haslev, Havdrup, Herfølge, Herlufmagle, Holbæk, "
        "Holeby, Holmegaard, Horbelev, Horslunde, Hvalsø, Højby, Høng, Hørve, Hårlev, Idestrup, "
        "Jerslev, Jyderup, Jyllinge, Jystrup, Kalundborg, Kalvehave, Karise, Karrebæksminde, "
        "Kettinge, Kirke Eskilstrup, Kirke Hyllinge, Kirke Såby, Klippinge, Korsør, Køge, "
        "Langebæk, Lejre, Lille Skensved, Lundby, Maribo, Mern, Munke Bjergby, Mørkøv, Nakskov, "
        "Nykøbing, Nyrup, Nysted, Næstved, Nørre Alslev, Nørre Asmindrup, Nørreballe, Omø, Orø, "
        "Præstø, Regstrup, Ringsted, Roskilde, Rude, Ruds Vedby, Rødby, Rødvig, Rønnede, Rørvig, "
        "Sakskøbing, Sandved, Sejerø, Sjællands Odde, Skibby, Skælskør, Slagelse, Snertinge, "
        "Sorø, Stege, Stenlille, Stensved, Stokkemarke, Store Fuglede, Store Heddinge, "
        "Store Merløse, Strøby, Stubbekøbing, Svebølle, Svinninge, Søllested, Tappernøje, "
        "Toreby, Torrig, Tune, Tureby, Tølløse, Ugerløse, Vemmelev, Vesterborg, Viby, Vig, "
        "Vipperød, Vordingborg, Væggerløse, Øster Ulslev"
    ),
    5: (
        "Aarup, Agedrup, Asperup, Assens, Avernakø, Bagenkop, Birkholm, Bjørnø, Blommenslyst, "
        "Bogense, Brenderup, Broby, Dalby, Ebberup, Ejby, Faaborg, Ferritslev, Frørup, Gelsted, "
        "Gislev, Glamsbjerg, Gudbjerg, Gudme, Haarby, Harndrup, Hesselager, Humble, Kerteminde, "
        "Kværndrup, Langeskov, Lyø, Marslev, Marstal, Martofte, Mesinge, Middelfart, Millinge, "
        "Morud, Munkebo, Nyborg, Nørre Aaby, Odense, Otterup, Oure, Ringe, Rudkøbing, Rynkeby, "
        "Ryslinge, Skamby, Skårup, Stenstrup, Strynø, Svendborg, Søby, Søndersø, Tommerup, "
        "Tranekær, Ullerslev, Veflinge, Vejstrup, Vester Skerninge, Vissenbjerg, Ærøskøbing, "
        "Ørbæk, Årslev"
    ),
    6: (
        "Aabenraa, Agerbæk, Agerskov, Almind, Ansager, Augustenborg, Barsø, Bevtoft, Billum, "
        "Bjert, Blåvand, Bolderslev, Bramming, Branderup, Bredebro, Broager, Brørup, "
        "Bylderup-Bov, Bække, Christiansfeld, Egernsund, Egtved, Esbjerg, Fanø, Føvling, Gesten, "
        "Glejbjerg, Gram, Gredstedbro, Gråsten, Gørding, Haderslev, Hejls, Hemmet, Henne, "
        "Holsted, Hovborg, Hvide Sande, Højer, Janderup, Jordrup, Kibæk, Kolding, Kruså, Lem, "
        "Lintrup, Lunderskov, Løgumkloster, Nordborg, Nørre Nebel, Oksbøl, Outrup, Padborg, Ribe, "
        "Ringkøbing, Rødding, Rødekro, Rømø, Sjølund, Skjern, Skærbæk, Sommersted, Spjald, "
        "Sydals, Sønder Stenderup, Sønderborg, Tarm, Tim, Tinglev, Tistrup, Tjæreborg, Toftlund, "
        "Tønder, Ulfborg, Vamdrup, Varde, Vejen, Vejers, Videbæk, Viuf, Vojens, Vorbasse, Ølgod, "
        "Ørnhøj, Årre"
    ),
    7: (
        "Aulum, Barrit, Bedsted, Billund, Bording, Brande, Bredsten, Bækmarksbro, Børkop, "
        "Bøvlingbjerg, Ejstrupholm, Engesvang, Erslev, Fredericia, Frøstrup, Fur, Gadbjerg, Give, "
        "Grindsted, Haderup, Hampen, Hanstholm, Harboøre, Hejnsvig, Herning, Hjerm, Holstebro, "
        "Hurup, Højslev, Ikast, Jelling, Juelsminde, Karby, Karup, Lemvig, Nykøbing, Randbøl, "
        "Redsted, Roslev, Skive, Snedsted, Spøttrup, Stakroge, Stoholm, Stouby, Struer, Sunds, "
        "Sønder Felding, Sønder Omme, Sørvad, Thisted, Thyborøn, Thyholm, Tørring, Uldum, Vandel, "
        "Vejle, Vemb, Vesløs, Vestervig, Vildbjerg, Vils, Vinderup, Vonge, Øster Assels"
    ),
    8: (
        "Aarhus, Allingåbro, Anholt, Ans, Auning, Balle, Beder, Bjerringbro, Brabrand, Bryrup, "
        "Brædstrup, Daugård, Ebeltoft, Egå, Endelave, Flemming, Fårup, Fårvang, Galten, Gedved, "
        "Gjerlev, Gjern, Glesborg, Grenaa, Hadsten, Hammel, Harlev, Hasselager, Havndal, "
        "Hedensted, Hinnerup, Hjortshøj, Hornslet, Hornsyld, Horsens, Hovedgård, Hundslund, "
        "Højbjerg, Hørning, Kjellerup, Klovborg, Knebel, Kolind, Langå, Lemming, Lystrup, Låsby, "
        "Løgstrup, Løsning, Malling, Mårslet, Mørke, Nimtofte, Nørre Snede, Odder, Randers, "
        "Rask Mølle, Risskov, Ry, Ryomgård, Rødkærsbro, Rønde, Sabro, Samsø, Silkeborg, Skals, "
        "Skanderborg, Skødstrup, Solbjerg, Sorring, Spentrup, Sporup, Stenderup, Them, Thorsø, "
        "Tilst, Tjele, Tranbjerg, Trige, Trustrup, Tunø, Ulstrup, Viborg, Viby, Ørsted, Ørum, "
        "Østbirk, Åbyhøj, Århus"
    ),
    9: (
        "Aabybro, Aalborg, Aalestrup, Aars, Arden, Asaa, Bindslev, Blokhus, Brovst, Brønderslev, "
        "Bælum, Dronninglund, Dybvad, Farsø, Fjerritslev, Frederikshavn, Gandrup, Gedsted, "
        "Gistrup, Hadsund, Hals, Hirtshals, Hjallerup, Hjørring, Hobro, Jerslev, Jerup, Klarup, "
        "Kongerslev, Læsø, Løgstør, Løkken, Mariager, Møldrup, Nibe, Nørager, Nørresundby, "
        "Pandrup, Ranum, Saltum, Sindal, Skagen, Skørping, Storvorde, Strandby, Støvring, "
        "Suldrup, Sulsted, Svenstrup, Sæby, Terndrup, Tylstrup, Tårs, Vadum, Vestbjerg, Vodskov, "
        "Vrå, Østervrå, Ålbæk, Ålborg"
    ),
}
TOWNS = {
    digit: frozenset(tuple(town.casefold().split()) for town in names.split(", "))
    for digit, names in _TOWNS.items()
}
"""The words of a town's name, in lower case, by the first digit."""
WORDS_PER_TOWN = (1, 2)
