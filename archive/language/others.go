package language

// The languages of the remaining shared scripts.
var (
	arabicProfiles = newProfiles(false,
		profile{code: "ar", letters: "يكةىأإؤ",
			words: `و في من على أن إلى عن مع التي الذي هذا هذه كان كانت ما لا قد بعد قبل بين كما أو ثم حيث وقال قال وفي ومن خلال
				ذلك`},
		profile{code: "fa", letters: "پچژگیکيكؤأ",
			words: `و در به از که این را با است برای آن یک خود تا بر هم نیز شد شده می های کرد بود وی او اما هر اگر باید گفت کند
				شود`},
		profile{code: "ur", letters: "پچژگیکٹڈڑےھہںؤ", needs: "ٹڈڑےھہں",
			words: `و کے میں کی ہے اور سے کا کو اس نے کہ پر ہیں یہ تھا بھی ایک کر گیا ہو لیے جو نہیں ان تو وہ تک بعد`},
		profile{code: "ps", letters: "ټډړښځڅۍېڼپچژګیک", needs: "ټډړښځڅۍېڼ",
			words: `په د چې کې له او ته دی یې سره هم دا دې به کړي شي وي کړ خو پر`},
		profile{code: "ckb", letters: "ێۆڕڵەپچژگیکھ", needs: "ێۆڕڵە",
			words: `لە بە و بۆ کە ئەو ئەم لەگەڵ دەکات بوو هەیە کرد سەر یەک نەک پێش دوای هەر`},
		profile{code: "ug", letters: "ېۈۆڭۇۋەپچژگيكھى", needs: "ېۈۆڭۇۋە",
			words: `ۋە بىلەن بۇ بىر ئۇ ئۈچۈن دەپ بولۇپ قىلغان ئىكەن`},
	)
	devanagariProfiles = newProfiles(false,
		profile{code: "hi", letters: "़",
			words: `के में की है से को और का ने पर कि यह हैं एक नहीं भी इस लिए था ही कर तो गया वह साथ बाद करने हो`},
		profile{code: "mr", letters: "ळ",
			words: `आहे आणि या च्या ने ला हे ते तर मध्ये होते असे त्या आहेत केले नाही एक ही की झाली झाले करण्यात यांनी व`},
		profile{code: "ne",
			words: `छ र को मा ले लाई पनि हो छन् यो गरेको भएको गर्न भने तथा नेपाल रहेको थियो गरी हुने एक बाट`},
	)
	hebrewProfiles = newProfiles(false,
		profile{code: "he",
			words: `של את על לא הוא כי עם גם זה היא אל או אם כל אך יותר היה בין כך אני הם לאחר אחרי עד רק`},
		profile{code: "yi", letters: "װױײ", needs: "װױײ",
			words: `און די דער איז פון אין צו דאס האט מיט נישט אויף זיך אז א פאר ער זענען ווי`},
	)
	bengaliProfiles = newProfiles(false,
		profile{code: "bn", letters: "র",
			words: `ও এই করে থেকে না এবং এ তার জন্য হয় একটি করা হয়েছে যে তিনি সঙ্গে কিন্তু বলেন পর আর`},
		profile{code: "as", letters: "ৰৱ", needs: "ৰৱ",
			words: `আৰু এই কৰে পৰা নাই তেওঁ বাবে হয় এটা কৰা হৈছে যে কিন্তু লগত`},
	)
	ethiopicProfiles = newProfiles(false,
		profile{code: "am",
			words: `ነው እና ላይ ውስጥ ግን ነበር ጋር ወደ ይህ እንደ ሲሆን ናቸው ያለ አንድ`},
		profile{code: "ti",
			words: `እዩ ናይ ኣብ ካብ ድማ ከም ነቲ እቲ ምስ እዚ ናብ ዝኾነ እዮም`},
	)
)
