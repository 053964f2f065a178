# language: fr
@R17
Fonctionnalité: Ce qui est acheté en ligne est prêt au magasin

  Scénario: Commandé sur le site, retiré au magasin
    Étant donné que l'entreprise promet que "Kestrel Case" est prêt à retirer en 2 heures
    Et que Linda est cliente
    Quand Linda commande 2 exemplaires de "Kestrel Case" sur le site pour les retirer
    Et que 2 heures passent
    Et qu'elle cherche par SMS l'avis de retrait
    Et qu'elle retire au magasin la commande avec le code QR
    Alors la commande peut être retirée comme promis
