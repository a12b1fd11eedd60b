"""What people are, and is not their name: I am Happy, Jestem Klientką, 저는 고객입니다.

English and Polish in lower case and without accents; introductions_latin.py and
introductions_korean.py ask.
"""

import re

_ENGLISH = """
a absolutely actually afraid again against ai all already also always amazing american an and angry
annoyed another any anyone apple april as asian assistant at august aunt author autistic available
aware awesome awful baby back bad based because been being best better big bit blind boss both
british broke broken brother business but buyer by bye called calling canadian cancelled catholic
certain cheated chinese christian clean client colleague completely concerned confidential confused
correct currently customer cut daughter deaf dear december deeply delighted desk different dirty
disabled disappointed disgusted doctor done dr driver dutch each either elderly email employee
engineer english european even ever every everybody everyone everything expecting extremely family
fan father february fed feedback feeling female final finally fine first five folks for former four
frankly free french friday friend from full fully fuming furious german glad going gold gone good
got grandmother great greek guest guys half happy hardly hate he help helpful her here highly his
home honest honestly hopeful how however hurt husband i if ill impressed in incorrect incredible
incredibly indeed indian insane ireland irish irrelevant is it italian its january japanese jewish
job july june just keen kind kindly known korean last late later left legal legend less like
literally little long lost lot love loyal mad male manager many march married mate me member mess
miss missing mom monday more most mother moved mr mrs ms much mum muslim my need neighbour never
new next nice no nobody none nor not nothing november now nowhere nurse october of off ok okay old
on once one online only open or order our out outraged over own owner parent patient paying
pensioner perfect perhaps person plain platinum please pleased polish poor possibly premium
priority private product prof proud public quite ready real really recent regards regular resident
retired right rubbish rude russian sad same satisfied saturday say scam senior september serious
seriously service several she shocked shop shopper sick silver since sincerely single sir sister
skint so sold some somebody someone something son soon sorry spanish speaking speechless spelled
spelt staff standing still stuck student stupid subscriber such sunday super support sure surprised
swedish taxpayer teacher team terrible terribly thank thankful thanks that the their them then
there these they thing this thoroughly those three thrilled through thursday tired to today
together told tomorrow too torn totally travelling trouble truly trying tuesday two ukrainian
unable unclear under unhappy unknown until unwell up upset us used user utterly vegan very veteran
victim vip waiting was we wednesday weekend well welsh what when where whether which who whole why
wife will wishes with within without woman worker workers worried worse worst worth would written
wrong yes yesterday yet you your yours
"""
_POLISH = """
absolutnie aktualnie albo ale ani az bardziej bardzo bez beznadziejnie biedna biedny bledna bledne
bledny bo calkiem calkowicie chora chory chyba ciagle ciekaw ciekawa ciekawy cieplo co czasem czasu
czemu czerwiec czwartek czy dalej dla dlaczego dlugoletni dlugoletnia do dobra dobry dobrze dosc
dosyc dumna dumny dzieki dziekuje dzis dzisiaj emerytka fanka fatalnie firma gdy gdzie gleboko
glodna glodny glucha gluchy goraco gotowa gotowy grudzien i ich ile im inna innej inny inwalida ja
jak jaka jaki jako jednak jego jej jest jestem jeszcze juz kiedy klient klientka kobieta koniec kto
ktora ktory kwiecien ledwo lekarka lipiec listopad luty ma maj mam mama marzec matka mezczyzna mi
mieszkanka mila mily mloda mlody mnie moj moja moje na nadal nami naprawde nas nasz nauczycielka
nie niech niedziela niestety niezbyt nigdy nikt niska niski no nowa nowy o od ogolnie okropnie on
ona oni oraz osoba otwarta otwarty pacjentka pan panem pani panstwa panstwo panu pazdziernik pelna
pelny pewien pewna pewny piatek po pod polecam polka polska polski poniedzialek ponownie poza
pozdrawiam prosze prywatna przeciez przeciw przerazona przy raczej razem rowniez sam sama samotna
samotny serdecznie sie sierpien smutna smutny sobota spokojna spokojny sroda stala staly stara
stary strasznie studentka styczen super swiadoma swiadomy szczerze szczesliwa szczesliwy szkoda ta
tajemnica tak taka taki tam te ten teraz tez to tobie totalnie trzeba tu tutaj twoj tylko tym u
uczciwa uczciwy w wam was wasz wasza waszej waszym wciaz wdzieczna wdzieczny wiec wielka wielki
wierna wierny witam wlascicielka wolna wolny wrecz wrzesien wsciekla wsciekly wszyscy wszystkich
wszystkim wszystko wtorek wyjatkowo wysoce z za zaden zadna zajeta zajety zalamana zalamany zawsze
zbyt ze zespol zla zle zly znana znany znow zona zycze
"""
_KOREAN = """
가족 간호 강사 개발 경기 경비 경상 고객 고민 공무 구독 구매 구직 기자 기혼 기획 남성 남자 남학 노동
노인 대표 문의 미국 미혼 민간 민원 반대 방문 배송 변호 부모 불만 사용 사장 선생 설계 성인 소비 손님
시민 신고 신규 신입 신청 실망 아내 안내 엄마 여성 여자 여학 여행 연구 연락 외국 원장 유부 유학 의사
이곳 이번 이용 이웃 이제 이직 인천 임대 임산 임신 임차 장애 전라 전문 전업 전체 전화 조사 조합 주문
주민 주부 중국 지원 직원 직장 진행 차상 찬성 처음 최고 최악 최우 추천 학생 한국 한부 현직 환자 회원
"""
_KOREAN_ALONE = """
강아지 계약직 고양이 공개 그대로 기존의 남동생 남편 마음 모두 무관 문제 비공개 비밀 사실 상관
소중한 아니 안돼 여동생 영어 오래된 오십대 우수 우수한 육십대 이거는 이것은 이미지 이십대 이전의
익명 전기과 전기세 정규직 정말 정말로 정상 정직원 정회원 주말 진심 진짜 최고점 최선 최초 최하점
하소연 한글 한글로 함께한
"""
_WORDS = frozenset([*_ENGLISH.split(), *_POLISH.split()])
_KOREAN_WORDS = frozenset([*_KOREAN.split(), *_KOREAN_ALONE.split()])
_KOREAN_ROLE = re.compile(
    rf"(?:{'|'.join(_KOREAN.split())})(?:님|들|중|자|인|이|도|만|은|는|측|분|원|사|생|객|부|증|서|건|글|문|맘)"
)
_DESCRIBES = re.compile(
    r"[a-z]{2,20}(?:ful|ous|less|able|ible|ically|[aelosuy]ted|ssed|ised|ized|fied|rried|plied|yed"
    r"|nted|pped|rned|cted|rged|ously|ently|ately|etely|emely|tally|fully|ingly"
    r"|owan[aey]|zon[aey]|olon[aey]|cion[aey]|dzion[aey]|istic|zyciel|iem|ntem|orem|erem)\Z"
)


def is_no_name(word: str) -> bool:
    """Of a word in Latin letters: somebody is that, but is not called so."""
    return word in _WORDS or _DESCRIBES.match(word) is not None


def is_no_korean_name(word: str) -> bool:
    """A place (강남점, 주차장) is none, either."""
    return word in _KOREAN_WORDS or word[-1] in "점장" or _KOREAN_ROLE.fullmatch(word) is not None
