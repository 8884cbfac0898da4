"""Ordinary Danish words: a recogniser that is sure of one of these is believed.

Written for this program: the words that carry everyday sentences, with their common forms. The
list need not be whole. A word that is missing is only less protected.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FUNCTION_WORDS = _words(
    """
    ad af alle allerede alligevel alt altid altså anden andet andre at bag bare begge blandt blot
    både da de dem den denne der derefter deres derfor derfra derimod dermed derpå des desuden det
    dette dig din dine disse dit dog du efter egen eget egne eller ellers en end endda endnu ens er
    et for foran forbi fordi forresten fra frem få før først ganske ham han hans har havde have hele
    heller hen hende hendes henholdsvis her herefter hermed hertil hjemme hos hun hvad hvem hver
    hverken hvilke hvilken hvilket hvis hvor hvordan hvorfor hvorfra hvorimod hvornår hvortil
    hvorvidt højst i ifølge igen igennem ikke imellem imens imod ind inde inden indenfor ingen intet
    især ja jeg jer jeres jo kan kun kunne langs lidt lige man mange med meget mellem men mens mere
    mest mig min mindre mindst mine mit mod må måske måtte ned nede nej nemlig netop nogen
    nogensinde noget nogle nok nu når nær næste næsten og også om omkring op oppe os over på rundt
    samme sammen samt selv selvom siden sig sin sine sit skal skulle slet snart som stadig straks så
    sådan sådanne sådant således temmelig tidligere til tilbage trods ud ude uden udenfor udover
    under undtagen unge var ved vedrørende vi via vil ville virkelig vor vore vores være været
    """
)
"""Small words. Where one of them is sure, it begins no term by sound."""

ORDINARY_WORDS = FUNCTION_WORDS | _words(
    """
    absolut accepteret adresse adressen aftale aftalen aftaler aftalt aften aftenen alder alderen
    alene almindelig almindelige almindeligt alvorlig alvorlige alvorligt ansat ansatte ansvar
    ansøge ansøger ansøgeren ansøgning ansøgningen ansøgt april arbejde arbejdede arbejder arbejdet
    ark arm armen august avis avisen bad badet bage bagefter bagved bange banken barn barnet barnets
    bede beder bedre bedst bedste bedt begrunde begynde begyndelse begyndelsen begynder begyndt
    behandle behandler behandlet behandling behandlingen behold beholde behov behovet behøver
    bekræfte bekræftet bekymret bekymring beløb beløbet ben benet besked beskeden beskrevet beskrive
    beskriver beslutning beslutningen beslutte besluttet bestemme bestemmer bestemt bestille
    bestiller bestilt besøg besøge besøger besøget betale betaler betaling betalt betyde betyder bil
    bilen biler bilerne billede billeder billig billigt bind bivirkninger bladet blev bleve blevet
    blive bliver blod blodet blå bo boet bog bogen bolig boligen boliger bor bord bordet borger
    borgere borgeren borgerens borgerne borgernes brev breve brevet bror broren brug bruge bruger
    brugere brugeren brugt brød bud bund bundet by byde byen byer bygge bygger bygget bygning
    bygningen bære bærer bøger bør børn børnene børnenes chef chefen cykel cyklen cykler dag dage
    dagen dagene dagens daglig daglige dagligt dansk danske danskere dato datoen datter datteren
    december dejlig dejligt del dele delen delt deltage deltager deltaget dialog direkte dokument
    dokumentation dokumenter dokumenterne drage drak dreng drenge drengen drev drikke drikker drive
    driver dyr dyre dyrt dårlig dårlige dårligt død døde døgn døgnet dør døren effekt egentlig eje
    ejendom ejendommen ejer ejeren eksempel ekstra elev elever eleverne emne emnet engang enig enige
    enkelt enkelte enlig enten erfaring erfaringer faktisk fald falde falder faldet falsk familie
    familien familiens familier fandt far faren fars fast faste fat februar fejl fejlen ferie ferien
    fik fil filen find finde finder finger fire firma firmaet flere flest fleste flot flygtning flyt
    flytning flytte flytter flyttet fod folk forbedre forberede forbindelse forbud foregå foregår
    forhindre forhold forholdet forklare forklarede forklarer forklaret forklaring forlade forlader
    forlod formål formålet forsat forskel forskellige forskelligt forslag forstå forstået forstår
    forsøg forsøge forsøger forsøgt fortalt fortalte fortryder fortsat fortsætte fortsætter fortælle
    fortæller forvente forventer forår foråret forældre forældrene forældres fredag fremad fremme
    fremmøde fri frisk frist fristen frit frygt fuld fulde fuldt fundet funktion fylde fylder fyldt
    færdig færdige færre føde født føle følelse føler følge følgende følger følte føre fører første
    ført gade gaden gamle gammel gammelt gang gange gangen gav gave gik giv give given giver givet
    gjorde gjort glad glade glemme glemt god gode godkende godkendt godt grad grov grund grunde
    grunden gruppe gruppen grå grøn gå gået går gård gården gæld gælde gælden gælder gør gøre haft
    hals halv halvdelen halve halvt hav haven hedde hedder hel helbred helbredet helst helt hente
    henter hentet henvende henvendelse henvendelsen henvender henvist herre hilsen historie hjalp
    hjem hjemmet hjerte hjertet hjulpet hjælp hjælpe hjælpen hjælper hjørne hold holde holder holdet
    holdt hoved hovedet hund hunden hundrede hurtig hurtige hurtigt hus huse huset husk huske husker
    hverdag hverdagen hvid hvide håb håbe håber hånd hånden høj høje højre højt høre hører høring
    hørt ide ideen idé igang igår imorgen indeholde indgå indgår indhold indholdet indsat indsats
    indsatsen indtil information informationer informere informeret interesse interesseret januar
    job jobbet jorden jul juli juni kaffe kald kalde kalder kaldes kaldet kaldt kalender kamp kende
    kender kendt kendte kirke kirken kl klage klagen klager klar klare klarer klaret klart klasse
    klassen klog klokken kno knæ knæet kold kolde koldt kom komme kommer kommet kommune kommunen
    kommunens kommuner kommunerne kone konen kontakt kontakte kontaktede kontakter kontaktet konto
    kontoen kontor kontoret kop kort korte kortet kost koste koster kraft krav kravet krone kroner
    krop kroppen kræve kræver kurs kurset kursus kvinde kvinden kvinder kvittering kælder kælderen
    kære kæreste køb købe køber købt køkken køkkenet køre kører kørsel kørt lad lade lader ladet
    lang lange langsom langsomt langt lav lave lavede laver lavet lavt led leddet leder lederen
    ledig ledige leje lejer lejlighed lejligheden lide lider ligge ligger ligget ligner lille linje
    liste listen lister liv livet lod lokal lokale lokaler lokalet lov love lovede loven lovet luft
    luften lukke lukker lukket lyde lyder lys lyse lyst lytte lå lån låne låner lånet lånt læge
    lægen lægens læger lægge lægger længe længere længst lære lærer lærere læreren lærerne lært læse
    læser læst løb løbe løber løbet løn lønnen lørdag lørdagen løse løser løsning løsningen løst mad
    maden maj mand mandag manden mangle manglende mangler mappe mappen marts maskine maskinen
    maskinens maskiner medarbejder medarbejdere medarbejderen medarbejderne medicin medicinen medlem
    mener mening meningen menneske menneskelig mennesker mente meter middag midler midt mindste
    minut minutter moder moderen mor moren mors mulig mulige mulighed muligheden muligheder muligt
    mund munden myndighed myndigheden måde måden mål målet måned måneden måneder månederne mærke
    mærker møde møder mødet mødt mødte nabo naboen naboer naboerne nat natten natur naturen navn
    navnet nedsat nem nemt notat notatet november nummer nummeret ny nye nyeste nyt nå nåede nået
    næse nævne nævner nævnt nødt nødvendig nødvendige nødvendigt ofte oftest ok okay oktober omfang
    omfatter område områder området omsorg onde ondt onsdag opgave opgaven opgaver opleve oplever
    oplevet oplyse oplyser oplysning oplysninger oplysningerne oplyst ord orden ordene ordet
    orientere orienteret otte overfor overveje overvejer papir papirer papirerne par parret part
    parter partner passe passer passet patient patienten patienter pause penge pengene periode
    perioden person personale personalet personen personer personlig personlige pige pigen piger
    plads pladsen plan planen planer pleje plejer pludselig politi politiet post posten pris prisen
    privat private problem problemer problemet projekt projektet præcis prøv prøve prøver prøvet pæn
    pænt ramme rammer rar rart rask reagere regel regler reglerne regne regner regning regningen
    rejse rejsen rejser rest resten ret rette rettet rettigheder ring ringe ringede ringer ringet
    rolig roligt rum rummet ryg ryger rygge ryggen råd rådet rådhus rådhuset ræk række rækken rød
    røde sad sag sagde sagen sagens sager sagerne sagt samarbejde samarbejdet samle samler samlet
    samling samtale samtalen samtaler sat se seks selskab send sende sender sendt sendte senere
    senest seneste seng sengen september ser set sidde sidder siddet side sider sidst sidste sige
    siger sikker sikkert sikre sikrer situation situationen skab skabe skade skaden ske skema
    skemaet sker sket skete skift skifte skifter skole skolen skolens skoler skrev skrevet skrift
    skriftlig skriftligt skriv skrive skriver skyld skylder skyldes skåret skæv slag slags slut
    slutningen slutte slutter slå slår smerte smerter smerterne smuk små snak snakke snakker snakket
    solgt sommer sommeren sommerferie sommerferien sove sover sovet spil spille spiller spise spiser
    spist sprog sproget spurgt spurgte spørge spørger spørgsmål spørgsmålet start starte starten
    starter startet sted steder stedet stemme stil stille stiller stillet stod stop stoppe stoppet
    stor store stort stue stuen stå stået står stærk stærke stærkt større største støtte støtten
    svage svar svare svarer svaret svær svære svært syg sygdom syge sygehus sygehuset syn synes
    synet syntes syv sæd sæt sætning sætte sætter søge søger søgt søn søndag sønnen søster søsteren
    søvn tab tabt tag tage tager taget tak takke tal tale taler talt talte tand tanke tanker tegn
    tegne tegning tegninger tekst telefon telefonen telefonisk telefonnummer tid tiden tider tidlig
    tidligt tilbud tilbuddet tilfreds tilfredse tilfælde tilfældet tilladelse tilladelsen tilladt
    time timen timer timerne ting tingene tirsdag tog toget torsdag tragisk trappe trappen trin tro
    troede tror træde træder trænge trænger træt trætte tung tungt tur ture turen tusind tvivl
    tydelig tydeligt tyve tænke tænker tænkt tøj tøjet tør ubehageligt udbetale udbetales udbetalt
    uddannelse uddannelsen udfylde udfylder udfyldt udgift udgiften udgifter udsat udsætte udtale
    udvikling udviklingen uge ugen ugens ugentlig ugentligt uger underskrevet underskrift
    underskrive undersøge undersøgelse undersøgelsen undersøger undersøgt undervisning
    undervisningen undgå ung ungdom uro usikker usikkert valg valget valgt vand vandet vanskelig
    vanskeligt vant vare varede varer varm varme varmt vaske vasker vej veje vejen vejled vejlede
    vejledning vejledt vejr vejret ven vende vender vendt venlig venlige venligst venner venstre
    vente venter ventet verden vide videre vigtig vigtige vigtigt vind vinter vinteren virke virker
    virket virksomhed virksomheden vise viser visit vist voksen voksne vrede vurdere vurderer
    vurderet vurdering vurderingen vågen vågner væk vælge vælger værd værelse værelset værre
    væsentlig væsentlige væsentligt weekend weekenden ydelse ydelsen ydelser yngre yngste åben åbent
    åbne åbner åbnet år åren årene åres året årets æble ægtefælle ægtefællen ældre ældste ændre
    ændrer ændret ændring ændringen ændringer øjeblik øjet øjne økonomi økonomien økonomisk
    økonomiske ønske ønsker ønsket
    """
)
