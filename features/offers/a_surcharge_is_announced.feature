@R3
Feature: A surcharge in another channel is announced and stays within its limit

  Scenario Outline: The <place> adds no more than was said beforehand
    Given Linda is a customer
    And the company promised Linda by email:
      | offer           | free phone upgrade       |
      | price           | 0.00 USD                 |
      | regular price   | 130.00 USD               |
      | surcharge       | 10.00 USD at the <place> |
      | surcharge limit | 10.00 USD                |
    When Linda opens the email
    And she asks the website about the offer
    And she asks the <place> about the offer
    And she redeems the offer at the <place>
    Then every touchpoint honours the promise

    Examples:
      | place       |
      | store       |
      | call centre |
