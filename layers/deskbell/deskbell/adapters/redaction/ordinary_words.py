"""Words that are also names, or look like a form of one; names.py asks for more than the word.

English and Polish ones in lower case and without accents. A word may stand here without being a
name of anybody: it counts only where the directory has it.
"""

MONTHS = frozenset(
    """jan mar apr april may maj maja maju june july jun jul aug august sep dec mai""".split()
)

_ENGLISH = """
abbey amber angel apple art ash august autumn baker ball banks barber bean bear bell berry best bill
bird bishop black blue bob bond boy boys brand bright brook brooks brown buck bush butler can candy
carol carpenter carter case cash cat chance chase christian church clay cliff close cloud coin cold
cole colt comfort cook cooper coral cotton cross crystal daisy dale dawn day dean dear dell dick dot
drew duke earl east eve faith fall farmer fern field fish fisher flint flower ford forest fox france
frank free french frost gale garden gardener gay gene gentle gill glass glen gold good grace grant
gray green grey guy hall hand happy harmony harper hart hawk hay hazel head heath heather high hill
holly hook hope house hunt hunter iris ivory ivy jack jade jasmine jean jersey jewel john joy judge
june junior just justice kay keen kid kim king kit knight lake lamb lance land lane lark law lead lee
lily lily little liv long lot love low luck lucky major mark marks marsh martin mason mat max may
mercy merit miles miller mills min misty moon moore morning moss nick noble north oh ok olive page
paige pan park parks parker pat patience peace pearl pen penny pepper pet pierce pink piper pitt
pitts plum pool poor pope porter potter power price prince pride queen rain ray read red reed reef
rich rick river rivers rob robin rock rod roman rose roses rosy ross royal ruby rule rush rusty sage
sally sandy savage scott sea sharp shepherd shore short silver singer sky small snow song south spring
star stark steel sterling stone stones storm street strong sue summer sunny swift tanner taylor ted
temple terry thorn tiger tom tower trinity trip true trust tucker turner van vera violet walker wall
walls ward waters watt way webb well wells west wheat wheeler white wild will wills willow win wing
winter winters wise wolf wood woods wright yang yong you young yu an do go ha han hong ho in is jin
joe jun jo ko lim no noh nam rim see seo so suh son sung tak wu yi yoo ah ahn gin gun hyun sin shin
chang cha chi gong gil bang bae ban bin boo chung mi na om on ju hong sam ben al len val ron don ken
jimmy joan jake tony alex dan dom vic tori liam meg marge fran
"""
_POLISH = """
ale ali ania ani anim anka ana ano baran barany barana bialy bialego bialej biala biale bialym borowy
cicha cichy cichego dab deba debu duda duza duzy dobra dobry dobre dobrego drozd eli ewie gala gola
gole goli golab goleb golebie gora gore gory gorze gosia grab gruby gruba grubego hani jana jani jas
jasna jasny jasnego jasiek jelen kalina kania kasia kasi kasa kasy kasie kat kaci kita klos kos kosa
kosy kogut kot kota kotem kotu koty kowal kowala kozy koza kozie koziol krol krola krolem krolu
krolowa kruk kruka krzak kuba kubek kubka kubkiem kubku kubki kula kule kuli kwiat kwiatek lasek las
lis lisa lisy lisem lato lata lato leni lena lola maj maja maje maju mai mala maly malego male malej
mama mamy mamo mania mani mak maka maki maku marek marka marki marke marce marko markiem marku markom
markami markach marki marka markow mazur mazura miki mila mily milego mila mir miru mira mis misia
misiek mlody mloda mlodego mlode mlodej mlynarz mnie most mroz mrozy mrozu mucha muchy niedziela
niedziele niedzieli nowa nowe nowej nowy nowego nowym nowak ola ole oli olo olu ole osa panek pan
pana panu panie pania pajak pajaka pawel pelka piatek piatku piatki piasek pies psa psy piotra polak
polaka polka polki polski polska polskie polskiego polskiej polsce pola pole poli rak raka raki ryba
ryby rybak rybaka rola role roli roman rosa rosy rosie roza roze rozy rok roku sala sali sikora sobota
sobote soboty sowa sowy sroka sroki sroda srode srody srodzie sroga stary stara starego stare starej
szewc szary szara szczepan ula ule uli ulu ulu was wasik wera wesoly wesola wiatr wiatru wilk wilka
wilki wilkiem willa wille willi willo wilgi wilga wisla wisle wiosna wojna wojny wojcie wolny wolna
wola woli wole wrobel wrona wrony zajac zajaca zajace zajaczek zawada zawady zawsze zima zimy zimie
zloty zlota zlote zlotego zuk zuka zuraw bena bene willem roze rosie mayu mayem milem jackiem jacka
jacek jacku jak jaka jaki jakie jaku jasiu adam ewa beda beda damian pani panna panny lipa lipy lipiec
sierpien cena ceny kara kary para pary tama tamy wina winy winie lada lady rada rady radzie rana rany
gaja gaje kaja dana dany danie danym mata maty bory bory bard bardzo benem carte carty bene smitha
youngi luki luka luce luke luku luca lucem janie jane janem
"""
WORDS = frozenset(f"{_ENGLISH} {_POLISH}".split()) - frozenset(
    "ben kasia kasi gosia ewa adam carter nowak piotra pawel ania wojcie smitha jana janem".split()
)

KOREAN = frozenset(
    """
    하나 지원 사랑 소리 나라 보람 우리 이슬 가을 여름 하늘 민주 지수 수지 정수 미소 기준 지도 주문 이유 정도
    고수 조사 이용 이상 전화 아름 다운 진실 진심 한결 은혜 미리 유리 수정 보배 상수 상호 동의 동시 인정 인사
    정리 정상 정보 정지 주의 주인 주소 지민 선주 선수 성공 성실 세상 소희 시원 신호 안녕 영광 영화 예정 예지
    우주 원인 유지 은수 장미 재미 재원 전부 준비 진주 초롱 태양 평화 한솔 해방 현수 현지 혜택 희망 가람 고운
    나무 나리 노을 누리 다솜 단비 달래 도담 두리 라온 마루 마음 바다 바로 바람 별이 보라 봄이 사이 새봄 샛별
    솔이 송이 슬기 시내 아라 아리 여울 예슬 은별 이든 이랑 자람 잔디 진이 찬솔 초아 큰솔 파랑 푸름 하람 한별
    한빛 해솔 효자 가영 강산 건강 경기 경제 공유 관리 구정 규정 근무 금주 기대 기사 남자 대표 도움 동생 명령
    문의 미나 미정 민감 민원 방문 배송 사연 상태 생일 서비 선물 설명 성의 수리 수선 승인 시도 시작 신고 실수
    영수 예약 완전 요구 운영 위치 은행 응대 이미 이해 인해 임의 자신 자주 장소 재고 적극 전체 점수 제공 조건
    조회 주말 주변 지금 지시 지역 지연 직원 진행 집중 차이 처리 최고 최소 추가 취소 친절 통화 판매 평소 포장
    품질 필요 하루 한정 해결 행사 현재 확인 환불 회사 후기
    """.split()
)
"""Korean first names that are words; a title behind them tells."""
