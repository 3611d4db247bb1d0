# Idag: den första skärmen, med högst tre kort.
today-title = Idag
today-new-go = Titta på det nya
today-nothing = Inget väntar. Du kan skriva något, eller bara stänga.
today-since = Sedan { $day }.
today-answer = Svara den som väntat längst
