"""What people are called who are in the directory with their full first name, without accents."""

_WRITTEN = """
aleksandra: ola olka olcia olenka ala sandra
aleksander: olek alek alex
agnieszka: aga agus agusia
andrzej: andrzejek jedrek jedrus
anna: ania anka aneczka andzia anulka
barbara: basia baska basienka
bartlomiej: bartek bartus
bartosz: bartek bartus
bozena: bozenka
czeslaw: czesiek
danuta: danka danusia
dariusz: darek
dorota: dorotka
edward: edek
elzbieta: ela elka elunia
ewa: ewka ewunia
franciszek: franek
grzegorz: grzesiek grzes grzesio
halina: halinka
hanna: hania hanka
helena: hela helenka
henryk: heniek
ireneusz: irek
jacek: jacus
jadwiga: jadzia jadzka
jakub: kuba kubus
jan: janek jasiek jas jasio
janina: janka
jaroslaw: jarek
jerzy: jurek
joanna: asia aska joasia
jozef: jozek
julia: julka
justyna: justynka
kamil: kamilek
karol: karolek
karolina: karolinka
katarzyna: kasia kaska kasienka katka
kazimierz: kazik kazek
krystyna: krysia kryska
krzysztof: krzysiek krzysio krzys
leszek: leszko
lukasz: lukaszek
maciej: maciek macius
magdalena: magda madzia magdusia
malgorzata: gosia goska malgosia malgoska
marcin: marcinek
maria: marysia maryska mania
marian: marianek
mariusz: mariuszek
mateusz: mati mateuszek
michal: michalek misiek
mieczyslaw: mietek
mikolaj: miki mikolajek
miroslaw: mirek
natalia: natalka
pawel: pawelek
piotr: piotrek piotrus
przemyslaw: przemek
rafal: rafalek
robert: robercik rob bob bobby robbie bert
ryszard: rysiek
slawomir: slawek
stanislaw: staszek stasiek stas
stefan: stefek
tadeusz: tadek
teresa: tereska
tomasz: tomek tomus
urszula: ula ulka
waldemar: waldek
weronika: wera
wieslaw: wiesiek
wiktoria: wika
wladyslaw: wladek
wojciech: wojtek
zbigniew: zbyszek zbysiek
zdzislaw: zdzisiek
zofia: zosia zoska zofka
zuzanna: zuza zuzia
abigail: abby gail
alexander: alex al sandy xander
alexandra: alex sandra lexi
alfred: fred alf freddie
andrew: andy drew
anthony: tony
barnaby: barney
benjamin: ben benny benji
benedict: ben
catherine: cathy kate katie cath cat
charles: charlie chuck chas
charlotte: lottie charlie
christina: chris tina chrissy
christine: chris chrissy
christopher: chris kit topher
daniel: dan danny
david: dave davey
deborah: debbie deb
dominic: dom nick
donald: don donny
dorothy: dot dottie dolly
edmund: ed eddie
eleanor: ellie nell nora
elizabeth: liz lizzie beth betty eliza libby betsy lisa
emily: em emmy
frances: fran frankie
francis: frank fran
frederick: fred freddie
gabriel: gabe
gerald: gerry jerry
gregory: greg
harold: harry hal
henry: harry hank
isabella: bella izzy
jacob: jake
james: jim jimmy jamie
jennifer: jen jenny
jeffrey: jeff
jessica: jess jessie
john: johnny jack
jonathan: jon jonny
joseph: joe joey
joshua: josh
judith: judy
katherine: kate katie kathy kath kit
kenneth: ken kenny
kimberly: kim
lawrence: larry
leonard: len lenny leo
margaret: maggie meg peggy marge
matthew: matt matty
maximilian: max
michael: mike mick mikey
nathaniel: nate nathan
nicholas: nick nicky
olivia: liv livvy
oliver: ollie
pamela: pam
patricia: pat patty trish tricia
patrick: pat paddy
peter: pete
philip: phil
raymond: ray
rebecca: becky becca
richard: rick dick rich richie ricky
ronald: ron ronnie
rosemary: rose rosie
samantha: sam sammy
samuel: sam sammy
sarah: sally
stephanie: steph
stephen: steve
steven: steve
susan: sue susie suzie
suzanne: sue suzie
theodore: ted theo teddy
theresa: terry tess
thomas: tom tommy
timothy: tim timmy
valerie: val
victoria: vicky vic tori
vincent: vince vinny
walter: walt wally
william: will bill billy liam willy
zachary: zach zack
"""

NICKNAMES = {
    name: tuple(called.split())
    for name, _, called in (line.partition(":") for line in _WRITTEN.strip().splitlines())
}
