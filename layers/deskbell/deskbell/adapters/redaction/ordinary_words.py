"""Words that are also names, or look like a form of one; names.py asks for more than the word.

English and Polish ones in lower case and without accents. A word may stand here without being a
name of anybody: it counts only where the directory has it.
"""

_MONTHS = "jan mar apr april may maj maja maju june july jun jul aug august sep dec mai"
_ENGLISH = """
abbey ah ahn al alex amber an angel apple art ash august autumn bae baker ball ban bang banks
barber bean bear bell berry best bill bin bird bishop black blue bob bond boo boy boys brand
bright brook brooks brown buck bush butler can candy carol carpenter case cash cat cha chance
chang chase chi christian chung church clay cliff close cloud coin cold cole colt comfort cook
cooper coral cotton cross crystal daisy dale dan dawn day dean dear dell dick do dom don dot drew
duke earl east eve faith fall farmer fern field fish fisher flint flower ford forest fox fran
france frank free french frost gale garden gardener gay gene gentle gil gill gin glass glen go
gold gong good grace grant gray green grey gun guy ha hall han hand happy harmony harper hart hawk
hay hazel head heath heather high hill ho holly hong hook hope house hunt hunter hyun in iris is
ivory ivy jack jade jake jasmine jean jersey jewel jimmy jin jo joan joe john joy ju judge jun
june junior just justice kay keen ken kid kim king kit knight ko lake lamb lance land lane lark
law lead lee len liam lily lim little liv long lot love low luck lucky major marge mark marks
marsh martin mason mat max may meg mercy merit mi miles miller mills min misty moon moore morning
moss na nam nick no noble noh north oh ok olive om on page paige pan park parker parks pat
patience peace pearl pen penny pepper pet pierce pink piper pitt pitts plum pool poor pope porter
potter power price pride prince queen rain ray read red reed reef rich rick rim river rivers rob
robin rock rod roman ron rose roses ross rosy royal ruby rule rush rusty sage sally sam sandy
savage scott sea see seo sharp shepherd shin shore short silver sin singer sky small snow so son
song south spring star stark steel sterling stone stones storm street strong sue suh summer sung
sunny swift tak tanner taylor ted temple terry thorn tiger tom tony tori tower trinity trip true
trust tucker turner val van vera vic violet walker wall walls ward waters watt way webb well wells
west wheat wheeler white wild will willow wills win wing winter winters wise wolf wood woods
wright wu yang yi yong yoo you young yu
"""
_POLISH = """
ale ali ana ani anim anka ano baran barana barany bard bardzo beda bena bene benem biala biale
bialego bialej bialy bialym borowy bory carte carty cena ceny cicha cichego cichy dab damian dana
danie dany danym deba debu dobra dobre dobrego dobry drozd duda duza duzy eli ewie gaja gaje gala
gola golab gole goleb golebie goli gora gore gory gorze grab gruba grubego gruby hani jacek jacka
jackiem jacku jak jaka jaki jakie jaku jane jani janie jas jasiek jasiu jasna jasnego jasny jelen
kaci kaja kalina kania kara kary kasa kasie kasy kat kita klos kogut kos kosa kosy kot kota kotem
kotu koty kowal kowala koza kozie koziol kozy krol krola krolem krolowa krolu kruk kruka krzak
kuba kubek kubka kubki kubkiem kubku kula kule kuli kwiat kwiatek lada lady las lasek lata lato
lena leni lipa lipiec lipy lis lisa lisem lisy lola luca luce lucem luka luke luki luku mai maj
maja maje maju mak maka maki maku mala male malego malej maly mama mamo mamy mani mania marce
marek marka markach markami marke marki markiem marko markom markow marku mata maty mayem mayu
mazur mazura miki mila milego milem mily mir mira miru mis misia misiek mloda mlode mlodego mlodej
mlody mlynarz mnie most mroz mrozu mrozy mucha muchy niedziela niedziele niedzieli nowa nowe
nowego nowej nowy nowym ola ole oli olo olu osa pajak pajaka pan pana panek pani pania panie panna
panny panu para pary pelka piasek piatek piatki piatku pies pola polak polaka pole poli polka
polki polsce polska polski polskie polskiego polskiej psa psy rada rady radzie rak raka raki rana
rany rok roku rola role roli roman rosa rosie rosy roza roze rozy ryba rybak rybaka ryby sala sali
sierpien sikora sobota sobote soboty sowa sowy sroda srode srody srodzie sroga sroka sroki stara
stare starego starej stary szara szary szczepan szewc tama tamy ula ule uli ulu was wasik wera
wesola wesoly wiatr wiatru wilga wilgi wilk wilka wilki wilkiem willa wille willem willi willo
wina winie winy wiosna wisla wisle wojna wojny wola wole woli wolna wolny wrobel wrona wrony
youngi zajac zajaca zajace zajaczek zawada zawady zawsze zima zimie zimy zlota zlote zlotego zloty
zuk zuka zuraw
"""
_KOREAN = """
가람 가영 가을 강산 건강 경기 경제 고수 고운 공유 관리 구정 규정 근무 금주 기대
기사 기준 나라 나리 나무 남자 노을 누리 다솜 다운 단비 달래 대표 도담 도움 동생
동시 동의 두리 라온 마루 마음 명령 문의 미나 미리 미소 미정 민감 민원 민주 바다
바람 바로 방문 배송 별이 보라 보람 보배 봄이 사랑 사연 사이 상수 상태 상호 새봄
샛별 생일 서비 선물 선수 선주 설명 성공 성실 성의 세상 소리 소희 솔이 송이 수리
수선 수정 수지 슬기 승인 시내 시도 시원 시작 신고 신호 실수 아라 아름 아리 안녕
여름 여울 영광 영수 영화 예슬 예약 예정 예지 완전 요구 우리 우주 운영 원인 위치
유리 유지 은별 은수 은행 은혜 응대 이든 이랑 이미 이상 이슬 이용 이유 이해 인사
인정 인해 임의 자람 자신 자주 잔디 장미 장소 재고 재미 재원 적극 전부 전체 전화
점수 정도 정리 정보 정상 정수 정지 제공 조건 조사 조회 주말 주문 주변 주소 주의
주인 준비 지금 지도 지민 지수 지시 지역 지연 지원 직원 진실 진심 진이 진주 진행
집중 차이 찬솔 처리 초롱 초아 최고 최소 추가 취소 친절 큰솔 태양 통화 파랑 판매
평소 평화 포장 푸름 품질 필요 하나 하늘 하람 하루 한결 한별 한빛 한솔 한정 해결
해방 해솔 행사 현수 현재 현지 혜택 확인 환불 회사 효자 후기 희망
"""
MONTHS = frozenset(_MONTHS.split())
WORDS = frozenset([*_ENGLISH.split(), *_POLISH.split()])
KOREAN = frozenset(_KOREAN.split())
"""Korean first names that are words; a title behind them tells."""
