"""First names and surnames as on the coat hooks of a Dutch school today. Nobody in particular is meant.

The given names of the standing cast are left out: a page with «Noor» on it is about Noor.
"""

from random import Random
from typing import NamedTuple


class Name(NamedTuple):
    given_name: str
    infix: str
    surname: str


# Per community, its share, the first names and the surnames; infix and surname are parted by a bar.
COMMUNITIES = (
    (
        56,
        "Emma Julia Sophie Evi Saar Fleur Roos Tess Liv Fenna Lynn Lieke Anne Isa Jasmijn Sanne Noa Nina Femke "
        "Maud Pien Veerle Zoë Renée Loïs Eva Elin Puck Floor Lars Bram Thijs Finn Luuk Jesse Stijn Teun Sven Gijs "
        "Milan Tijn Ruben Jurre Max Niek Koen Thomas Hugo Siem Guus Boaz Joep Cas Mats Jelle Floris Daniël Noël Kai",
        "de|Jong Jansen de|Boer Visser Smit Meijer de|Groot Bos Mulder Vos Peters Hendriks van|Leeuwen Dekker Brouwer "
        "de|Wit Dijkstra Smits de|Graaf van_der|Meer van_der|Linden Kok Jacobs de|Haan Vermeulen van_den|Heuvel "
        "van_der|Veen van_den|Broek de|Bruijn de|Bruin van|Dam Schouten van_der|Heijden van|Vliet Hoekstra "
        "van|'t_Hof van_'t|Veld in_'t|Hout op_den|Kamp ter|Horst te|Velde uit_den|Bogaard Koster Prins Huisman "
        "Kuipers Willems van|Wijk Schipper Groenewoud Verbeek-Kok Bosch-Meijer van_der|Laan-Prins",
    ),
    (
        7,
        "Fardau Jildou Hylke Sietske Tjitske Froukje Nynke Wiebe Sjoerd Douwe Jelmer Redmer Silke Rixt Doutzen Brecht",
        "Dijkstra Hoekstra Veenstra Wiersma Postma Bouma Haitsma Sikkema Terpstra Zijlstra van_der|Wal van_der|Zee",
    ),
    (
        10,
        "Elif Zeynep Defne Azra Ela Nisa Ecrin Yusuf Emir Kerem Eymen Mert Çağan Şevval Gülşen Öykü Deniz Arda Ömer",
        "Yıldız Kaya Demir Şahin Çelik Yıldırım Öztürk Aydın Özdemir Arslan Doğan Kılıç Aslan Çetin Koç Kurt Özkan",
    ),
    (
        11,
        "Amira Safae Inaya Hiba Nour Malak Salma Yasmine Ilyas Adam Imran Ayoub Bilal Rayan Zakaria Anas Yassine Hamza",
        "el|Amrani el|Bouazzaoui Bouzidi Benali Aït|Lahcen Ouali Chakir Haddou el|Khatabi Azzouzi Bouchiba Tahiri "
        "Amezian el|Haddad Zerouali Mansouri",
    ),
    (
        6,
        "Shaniqua Jahnay Rajesh Priya Anisha Giovanni Jaylano Sharvin Mireille Roché Xavi Damian Kiran Naomi Dewi",
        "Ramdin Pinas Kartosen Sewnarain Jagernath Ramkhelawan Blokland Amatsoeratman Veldhuizen Bhagwandin Doekhi "
        "Landveld Soerodimedjo Sitaram Wongsodikromo",
    ),
    (
        5,
        "Zofia Maja Hanna Oliwia Lena Antoni Jakub Szymon Franciszek Mikołaj Wojciech Zuzanna Łucja Stanisław",
        "Kowalski Nowak Wójcik Kamiński Lewandowski Zieliński Szymański Woźniak Dąbrowski Kozłowski Mazur Krawczyk",
    ),
    (
        5,
        "Layan Omar Sham Karam Selam Natnael Yohannes Mei Jun Linh Minh Sofia Mateo Ife Kwame Tariro Andrii Daria",
        "Haddad al|Masri Kassab Tesfay Ghebremedhin Chen Nguyen Tran Santos da|Silva dos|Reis Mensah Owusu Shevchenko "
        "Bondarenko Croes Maduro Latupeirissa Pattiasina Tahapary",
    ),
)


def surname_of(written: str) -> tuple[str, str]:
    infix, bar, surname = written.rpartition("|")
    return (infix.replace("_", " "), surname.replace("_", " ")) if bar else ("", surname)


GIVEN_NAMES = [given.split() for _, given, _ in COMMUNITIES]
SURNAMES = [[surname_of(written) for written in surnames.split()] for _, _, surnames in COMMUNITIES]
SHARES = [share for share, _, _ in COMMUNITIES]


def random_name(random: Random) -> Name:
    """A name of which both parts come from one community, one time in twelve from two: parents meet."""
    first = second = random.choices(range(len(COMMUNITIES)), SHARES)[0]
    if random.random() < 1 / 12:
        second = random.choices(range(len(COMMUNITIES)), SHARES)[0]
    return Name(random.choice(GIVEN_NAMES[first]), *random.choice(SURNAMES[second]))


def new_names(random: Random, count: int, taken: set[Name]) -> list[Name]:
    """So many names that nobody has yet; they are taken from then on. A town runs out of names: then they repeat."""
    names: list[Name] = []
    tries = 0
    while len(names) < count:
        name = random_name(random)
        tries += 1
        if name not in taken or tries > 20 * count:
            taken.add(name)
            names.append(name)
    return names
