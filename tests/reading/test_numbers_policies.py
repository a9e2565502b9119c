"""Which number answers, over policies of many sorts: each case is a question, an item and the interval."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from monitor.model import Item, Kind, Question, Topic
from monitor.reading.document import read_document
from monitor.reading.numbers import read_count
from monitor.terms import parse_terms

AT = datetime(2031, 5, 6, tzinfo=UTC)
Interval = tuple[float | None, float | None]

QUESTIONS = {
    # id: ask, unit, what the topic is about
    "merger": ("How much does Halden pay for Corvo?", "dollar | $", "Halden; Corvo"),
    "bid": ("How much is Orsk offering per share?", "euro | €", "Orsk; Brenta"),
    "fare": ("What will an adult ticket cost, in euros?", "euro | €", "Tramway | tram fare; Porto Alvo"),
    "bridge": (
        "What does a car pay on the bridge?",
        "pound | £",
        "Severn bridge | bridge toll; toll | charge",
    ),
    "wage": ("How high will the hourly minimum wage be?", "dollar | $", "minimum wage; Vermont"),
    "rail": ("How much does dropping the tunnel save?", "euro | €", "tunnel; Alpine railway | Altberg"),
    "cost": ("What will the stadium cost?", "pound | £", "stadium; Leeds"),
    "relief": ("What would the relief cost in all?", "dollar | $", "farm debt | farm loan; relief"),
    "levy": (
        "How much is the sugar levy to raise a year?",
        "rand | R",
        "sugar levy | health promotion levy; Treasury",
    ),
    "aid": (
        "How much aid does the package hold?",
        "krona | SEK",
        "aid package | support package; Sweden | Swedish",
    ),
    "loan": ("How big is the fund's loan?", "dollar | $", "loan | programme; Ghana | Accra"),
    "fine": ("How high is the fine?", "euro | €", "Vexo; Commission | Brussels"),
    "invest": ("How much will Tavo invest in the plant?", "won | ₩", "Tavo; battery plant | Daegu"),
    "budget": ("How much will be spent on the fleet?", "rupee | Rs", "frigate | fleet; navy"),
    "tariff": (
        "How high will the tariff on cars be, in percent?",
        "percent | %",
        "car tariff | tariffs; Brazil",
    ),
    "vat": ("What rate of VAT will restaurants pay?", "percent | %", "VAT | value-added tax; restaurant"),
    "raise": ("By how many percent will nurses' pay rise?", "percent | %", "nurse | nurses; pay"),
    "rate": ("By how many basis points will the bank cut?", "basis point | bps", "Riksbank; rate"),
    "age": (
        "To what age, in years, will the pension age rise?",
        "year",
        "pension age | retirement age; Denmark",
    ),
    "term": (
        "For how many years will the licence be renewed?",
        "year",
        "licence | license; Kestrel mine | Kestrel",
    ),
    "lease": ("How many years will the lease run?", "year", "lease; naval base | port of Sarto"),
    "delay": ("By how many months will the rule be delayed?", "month", "deforestation rule; Commission"),
    "leave": ("How many weeks of parental leave?", "week", "parental leave; Senate | bill"),
    "tanks": ("How many tanks will Spain send?", "tank | Leopard", "tank | Leopard; Spain | Spanish"),
    "jets": ("How many jets does Peru buy?", "jet | fighter | aircraft", "fighter jet; Peru | Lima"),
    "troops": (
        "How many peacekeepers will Nepal send?",
        "peacekeeper | soldier | troop",
        "peacekeeper | mission; Nepal",
    ),
    "seats": (
        "How many seats will the parliament have?",
        "seat | member",
        "Bundestag | parliament; seats | reform",
    ),
    "teams": ("How many teams will play?", "team", "World Cup | tournament; FIFA"),
    "refugees": ("How many refugees will be admitted?", "refugee | people", "refugee | resettlement; Canada"),
    "visas": ("How many visas will be issued a year?", "visa", "seasonal worker | visa; Home Office"),
    "arrivals": (
        "How many arrivals a day are expected?",
        "arrival | migrant | people",
        "reception centre; Lampedusa",
    ),
    "homes": ("How many homes will be built?", "home | house | flat", "housing plan | homes; Dublin"),
    "jobs": ("How many jobs will go?", "job | worker | employee", "Tata | steelworks; Port Alby"),
    "prisoners": (
        "How many prisoners will be released early?",
        "prisoner | inmate",
        "prisoner | prison; early release",
    ),
    "hostages": ("How many hostages will be freed?", "hostage | captive", "hostage; truce | deal"),
    "patients": (
        "How many patients would get the drug?",
        "patient | people",
        "obesity drug | weight-loss drug; NHS",
    ),
    "covered": (
        "How many people would the scheme cover?",
        "people | Kenyan",
        "health scheme | health insurance; Kenya",
    ),
    "doses": ("How many doses will be bought?", "dose", "vaccine | doses; mpox"),
    "tonnes": ("How many tonnes of sugar may be exported?", "tonne | ton", "sugar; export"),
    "oil": ("How many barrels a day will be added?", "barrel | bpd", "OPEC | output; barrel"),
    "gas": ("How many cubic metres a year will flow?", "cubic metre | bcm", "gas; pipeline | Ostvik"),
    "power": ("How many megawatts will be auctioned?", "megawatt | MW", "offshore wind; auction"),
    "banks": (
        "How many banks must hold more capital?",
        "bank | lender",
        "capital rule | capital rules; banks",
    ),
    "countries": ("How many countries join the ban?", "country | nation | state", "trawling ban; treaty"),
    "votes": ("How many lawmakers back the motion?", "lawmaker | MP | vote", "no-confidence motion; Lisbon"),
    "flights": ("How many flights a year may the airport handle?", "flight", "airport; flights | cap"),
    "schools": ("How many schools will close?", "school", "school closure | schools; Oakland"),
    "ships": ("How many ferries will be bought?", "ferry | vessel", "ferry; CalMac"),
    "strikers": (
        "How many workers would walk out?",
        "worker | member | people",
        "dock strike | port strike; union",
    ),
    "deaths": ("How many people have died?", "people | death", "heatwave; Pakistan"),
    "firms": (
        "How many firms fall under the rule?",
        "firm | company",
        "due diligence | supply-chain rule; firms",
    ),
}

CASES: list[tuple[str, str, str, Interval | None]] = [
    # a sum by the thing that it is said of
    ("merger", "Halden's $12 bln takeover of Corvo clears last hurdle", "", (12e9, 12e9)),
    ("merger", "Halden clinches Corvo", "The $12.4 billion purchase closes in June.", (12.4e9, 12.4e9)),
    (
        "merger",
        "Halden to buy Corvo",
        "The deal values the chipmaker at about $12 billion.",
        (10.8e9, 13.2e9),
    ),
    ("merger", "Halden and Corvo part ways", "Halden owes a break fee of $400 million.", None),
    ("merger", "Corvo sued", "A court told Corvo to pay a fine of $20 million over leaks.", None),
    ("merger", "Halden posts record year", "It had revenue of $80 billion and a loss of $2 billion.", None),
    ("bid", "Orsk lifts bid for Brenta to €14.50 a share", "", (14.5, 14.5)),
    ("bridge", "Severn bridge to cost drivers £3", "Lorries pay more.", (3, 3)),
    ("bridge", "£2.50 bridge toll starts in June", "", (2.5, 2.5)),
    ("bridge", "Bridge toll frozen", "Tolls raise £40 million a year, the operator says.", None),
    ("fare", "Tram fare rises to €3.20", "", (3.2, 3.2)),
    ("fare", "Tram fare row", "The line lost €14 million last year.", None),
    ("wage", "Vermont minimum wage to reach $16", "", (16, 16)),
    (
        "wage",
        "Minimum wage bill passes",
        "Workers in Vermont would get at least $16.50 an hour.",
        (16.5, None),
    ),
    ("rail", "Altberg tunnel axed", "Some €4bn is freed for regional lines.", (3.6e9, 4.4e9)),
    ("rail", "Tunnel scrapped", "The ministry could claw back up to €4 billion, papers show.", (None, 4e9)),
    ("cost", "Leeds approves £320m stadium", "", (3.2e8, 3.2e8)),
    ("cost", "Stadium bill for Leeds climbs", "The price tag now exceeds £400m.", (4e8, None)),
    ("cost", "Leeds stadium row", "Residents earning under £30,000 get tickets at half price.", None),
    ("relief", "Farm debt relief for thousands", "The plan would wipe out $20,000 for each farmer.", None),
    ("relief", "Farm loan relief to cost $9 billion", "", (9e9, 9e9)),
    ("relief", "House passes farm debt relief", "The $9.2 billion bill heads to the Senate.", (9.2e9, 9.2e9)),
    ("levy", "Sugar levy to bring in R2.3bn, Treasury says", "", (2.3e9, 2.3e9)),
    ("levy", "Treasury drops sugar levy rise", "That leaves a R1bn hole in the budget.", None),
    ("aid", "Sweden readies SEK 16 billion aid package", "", (16e9, 16e9)),
    ("aid", "Swedish support package", "It is worth 16 billion kronor, the minister said.", (16e9, 16e9)),
    ("loan", "IMF board approves $3 billion loan for Ghana", "", (3e9, 3e9)),
    (
        "loan",
        "Ghana gets second tranche",
        "The $600m brings the total under the loan to $1.2 billion.",
        (1.2e9, 1.2e9),
    ),
    ("fine", "Commission hits Vexo with €800m fine", "", (8e8, 8e8)),
    ("fine", "Vexo faces penalty", "Brussels may fine it up to €1.1 billion.", (None, 1.1e9)),
    ("fine", "Vexo fights fine", "The firm made €9 billion in profit.", None),
    ("invest", "Tavo to pour 2 trillion won into Daegu plant", "", (2e12, 2e12)),
    ("budget", "Cabinet clears Rs 45,000 crore for frigates", "", (4.5e11, 4.5e11)),
    # per cent and points
    ("tariff", "Brazil to raise car tariffs to 35% from 25%", "", (35, 35)),
    ("tariff", "Brazil raises tariff on cars from 25% to 35%", "", (35, 35)),
    ("tariff", "Car tariffs: Brazil weighs 35 percent", "", (35, 35)),
    ("tariff", "Brazil's car makers", "Sales fell 12 percent in April.", None),
    ("vat", "Restaurants to pay 7% VAT", "The rate now stands at 19%.", (7, 7)),
    ("raise", "Nurses win 5.5 per cent pay rise", "", (5.5, 5.5)),
    (
        "raise",
        "Nurses reject pay offer",
        "The union had asked for 12%; ministers offered between 3% and 4%.",
        (3, 4),
    ),
    ("raise", "Nurses vote on pay", "More than 80 percent of members voted to strike.", None),
    ("rate", "Riksbank cuts rate by half a percentage point", "", (50, 50)),
    ("rate", "Riksbank trims rate by 25bps", "", (25, 25)),
    # years, months, weeks
    ("age", "Denmark to lift pension age to 70", "", (70, 70)),
    ("age", "Denmark raises retirement age from 67 to 70", "", (70, 70)),
    ("term", "Kestrel mine wins another decade", "", (10, 10)),
    (
        "term",
        "Kestrel licence renewed for 15 years",
        "The last one was granted for ten years in 2019.",
        (15, 15),
    ),
    ("term", "Kestrel mine waits on", "Regulators have sat on the file for four years.", None),
    ("term", "Kestrel mine", "The licence was last extended for ten years in 2021.", None),
    ("term", "Minister gives Kestrel 20 more years", "", (20, 20)),
    ("lease", "Sarto signs 99-year lease on port", "", (99, 99)),
    ("lease", "Navy chief leaves after eight years", "The lease on the port of Sarto is in doubt.", None),
    ("delay", "Commission seeks 12-month delay to deforestation rule", "", (12, 12)),
    ("delay", "Deforestation rule put off by six months", "It was adopted 18 months ago.", (6, 6)),
    ("leave", "Senate backs 12 weeks of paid parental leave", "", (12, 12)),
    ("leave", "Parental leave bill", "A vote is due within three weeks.", None),
    # who counts
    ("tanks", "Spain to send up to 10 Leopard tanks", "", (None, 10)),
    ("tanks", "Allies line up Leopards", "Poland gives 14 tanks, its premier said.", None),
    (
        "tanks",
        "Spain readies more tanks",
        "Four more Leopards will follow, bringing the total to 14.",
        (14, 14),
    ),
    (
        "tanks",
        "Spain weighs tanks",
        "Three officials familiar with the talks said a few Leopards could go.",
        (3, 9),
    ),
    ("jets", "Peru picks Gripen", "Lima will buy 24 jets in two batches of 12.", (24, 24)),
    ("jets", "Peru fighter race", "Saab has a backlog of 60 aircraft.", None),
    ("jets", "First four jets land in Peru", "They are part of an order of 24.", (24, 24)),
    (
        "troops",
        "Nepal to lead mission",
        "A 12-member team of officers left to prepare for the soldiers.",
        None,
    ),
    (
        "troops",
        "Nepal sends 400 peacekeepers",
        "The mission is to total 2,500 troops from nine nations.",
        (400, 400),
    ),
    ("troops", "Three Nepalese peacekeepers killed", "", None),
    ("troops", "Nepal's parliament clears a 1,200-strong contingent of peacekeepers", "", (1200, 1200)),
    ("seats", "Bundestag to shrink to 630 seats", "", (630, 630)),
    ("seats", "Reform cuts parliament from 736 to 630 seats", "", (630, 630)),
    ("teams", "FIFA widens World Cup to 64 teams", "It was 48 before.", (64, 64)),
    ("teams", "FIFA to expand tournament from 48 to 64 teams", "", (64, 64)),
    ("refugees", "Canada to admit 40,000 refugees", "", (40_000, 40_000)),
    (
        "refugees",
        "Canada's refugee plan",
        "Some 200 groups wrote to the minister; two people briefed on it spoke.",
        None,
    ),
    ("refugees", "Resettlement in Canada could reach tens of thousands", "", (20_000, 99_000)),
    (
        "visas",
        "Home Office offers 45,000 seasonal worker visas",
        "Last year 38,000 visas were issued.",
        (45_000, 45_000),
    ),
    ("arrivals", "Lampedusa braces for 1,500 arrivals a day", "", (1500, 1500)),
    ("arrivals", "Lampedusa centre full", "About 9,000 people a month pass through.", None),
    ("arrivals", "Boat sinks off Lampedusa", "At least 40 migrants drowned.", None),
    ("homes", "Dublin housing plan promises 40,000 homes", "", (40_000, 40_000)),
    ("homes", "Housing plan for Dublin", "The number of homes would be 5,000 to 6,000.", (5000, 6000)),
    ("jobs", "Port Alby steelworks to shed 2,800 jobs", "", (2800, 2800)),
    ("jobs", "Tata to close furnaces", "Up to 3,000 workers stand to lose out, unions say.", (None, 3000)),
    ("jobs", "Steelworks workers rally", "About 900 workers marched through Port Alby.", None),
    ("prisoners", "Early release for 1,700 prisoners", "", (1700, 1700)),
    ("prisoners", "Prison early release starts", "The first 400 inmates walk out on Tuesday.", (400, 400)),
    ("hostages", "Truce deal would free 33 hostages", "", (33, 33)),
    ("patients", "Weight-loss drug for 220,000 on NHS", "", (220_000, 220_000)),
    ("patients", "Obesity drug trial", "The trial had 4,500 patients in nine countries in 2028.", None),
    ("covered", "Kenya health scheme to cover 12 million people", "", (12e6, 12e6)),
    ("covered", "Kenya health insurance bill", "Up to 12 million will benefit.", (None, 12e6)),
    ("covered", "Kenya health scheme", "One in four people has no insurance.", None),
    ("covered", "Kenya health scheme", "Three out of five people back it.", None),
    ("doses", "EU buys 200,000 more mpox doses", "That takes the total to 500,000.", (500_000, 500_000)),
    ("tonnes", "India to allow export of one million tonnes of sugar", "", (1e6, 1e6)),
    ("tonnes", "Sugar export ban", "Output is seen at 32 million tonnes.", None),
    ("oil", "OPEC to add 411,000 barrels a day", "", (411_000, 411_000)),
    ("gas", "Ostvik pipeline to carry 10 bcm a year", "", (1e10, 1e10)),
    ("power", "Wind auction of 2,000 MW", "", (2000, 2000)),
    (
        "power",
        "Offshore wind auction falls short",
        "Bidders took 900 of the 2,000 megawatts on offer.",
        (2000, 2000),
    ),
    ("banks", "Capital rules to hit 37 big banks", "", (37, 37)),
    ("banks", "Capital rules under fire", "Eleven banks urged the regulator to think again.", None),
    ("countries", "30-odd countries join trawling ban", "", (27, 33)),
    ("flights", "Airport to be held to 460,000 flights a year", "", (460_000, 460_000)),
    ("schools", "Oakland to shut a dozen schools", "", (12, 12)),
    ("ships", "CalMac orders four ferries", "Each will carry 100 cars.", (4, 4)),
    (
        "strikers",
        "Dock strike looms",
        "Some 45,000 union members could walk out on Tuesday.",
        (40_500, 49_500),
    ),
    ("deaths", "Pakistan heatwave toll rises to 61", "", (61, 61)),
    ("deaths", "Pakistan heatwave", "At least 61 people have died since Friday.", (61, None)),
    ("firms", "Due diligence rule to cover 5,400 firms", "", (5400, 5400)),
    ("firms", "Due diligence fight", "More than 80 companies signed a letter against the rule.", None),
]


def read(name: str, title: str, text: str) -> Interval | None:
    ask, unit, about = QUESTIONS[name]
    question = Question("policy", "n", Kind.HOW_MANY, ask, unit=parse_terms(unit))
    topic = Topic(
        "policy", about.split(";")[0], tuple(map(parse_terms, about.split(";"))), questions=(question,)
    )
    item = Item(0, "", "Wire", "", title, text, AT, AT, AT)
    found = read_count(read_document(item), question, topic)
    return (found.count.low, found.count.high) if found and found.count else None


@pytest.mark.parametrize(("name", "title", "text", "expected"), CASES)
def test_number_of_a_policy(name: str, title: str, text: str, expected: Interval | None) -> None:
    assert read(name, title, text) == expected
