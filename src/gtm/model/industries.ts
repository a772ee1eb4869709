const words = (text: string): string[] => text.trim().split(/\s+/);

/** The 147 industries of LinkedIn's classic list, without "and" and punctuation. */
export const INDUSTRIES: readonly string[] = words(`
	accounting airlines_aviation alternative_dispute_resolution alternative_medicine animation
	apparel_fashion architecture_planning arts_crafts automotive aviation_aerospace banking biotechnology
	broadcast_media building_materials business_supplies_equipment capital_markets chemicals
	civic_social_organization civil_engineering commercial_real_estate computer_network_security
	computer_games computer_hardware computer_networking computer_software construction
	consumer_electronics consumer_goods consumer_services cosmetics dairy defense_space design e_learning
	education_management electrical_electronic_manufacturing entertainment environmental_services
	events_services executive_office facilities_services farming financial_services fine_art fishery
	food_beverages food_production fund_raising furniture gambling_casinos glass_ceramics_concrete
	government_administration government_relations graphic_design health_wellness_fitness
	higher_education hospital_health_care hospitality human_resources import_export
	individual_family_services industrial_automation information_services
	information_technology_services insurance international_affairs international_trade_development
	internet investment_banking investment_management judiciary law_enforcement law_practice
	legal_services legislative_office leisure_travel_tourism libraries logistics_supply_chain
	luxury_goods_jewelry machinery management_consulting maritime market_research marketing_advertising
	mechanical_or_industrial_engineering media_production medical_devices medical_practice
	mental_health_care military mining_metals mobile_games motion_pictures_film museums_institutions
	music nanotechnology newspapers nonprofit_organization_management oil_energy online_media
	outsourcing_offshoring package_freight_delivery packaging_containers paper_forest_products
	performing_arts pharmaceuticals philanthropy photography plastics political_organization
	primary_secondary_education printing professional_training_coaching program_development
	public_policy public_relations_communications public_safety publishing railroad_manufacture ranching
	real_estate recreational_facilities_services religious_institutions renewables_environment research
	restaurants retail security_investigations semiconductors shipbuilding sporting_goods sports
	staffing_recruiting supermarkets telecommunications textiles think_tanks tobacco
	translation_localization transportation_trucking_railroad utilities venture_capital_private_equity
	veterinary warehousing wholesale wine_spirits wireless writing_editing`);

/** Words of shorter lists, such as Salesforce's and Hunter's, and of newer ones. */
export const OTHER_INDUSTRIES: Readonly<Record<string, string>> = {
	apparel_fashion: 'Apparel, Fashion, Textiles Apparel & Luxury Goods',
	aviation_aerospace:
		'Aerospace, Aerospace & Defense, Aviation & Aerospace Component Manufacturing',
	automotive: 'Automobiles, Auto Components, Motor Vehicle Manufacturing',
	banking: 'Banks',
	biotechnology: 'Biotech, Biotechnology Research',
	broadcast_media: 'Media',
	chemicals: 'Chemical Manufacturing',
	computer_hardware: 'Technology Hardware, Hardware, Technology Hardware Storage & Peripherals',
	computer_network_security: 'Computer & Network Security, Cybersecurity, Security Software',
	computer_software:
		'Software, SaaS, Software Development, Technology, Internet Software & Services, Technology Information and Internet',
	construction: 'Construction & Engineering',
	consumer_goods: 'Consumer Products, Household Durables',
	defense_space: 'Defense & Space, Defense',
	education_management: 'Education, Diversified Consumer Services',
	electrical_electronic_manufacturing: 'Electronics, Electrical Equipment, Manufacturing',
	environmental_services: 'Environmental',
	financial_services: 'Finance, FinTech, Diversified Financial Services, Capital Markets Finance',
	food_beverages: 'Food & Beverage, Food and Beverage, Beverages, Food Products',
	government_administration: 'Government, Public Administration',
	higher_education: 'University, Universities',
	hospital_health_care:
		'Healthcare, Health Care, Hospitals, Hospitals and Health Care, Health Care Providers & Services',
	hospitality: 'Hotels, Hotels Restaurants & Leisure',
	information_technology_services:
		'IT Services, Information Technology, IT, IT Services and IT Consulting, Information Technology & Services',
	leisure_travel_tourism: 'Leisure, Travel, Recreation, Tourism, Travel Arrangements',
	legal_services: 'Legal, Law',
	logistics_supply_chain:
		'Logistics, Supply Chain, Shipping, Air Freight & Logistics, Transportation Logistics Supply Chain and Storage',
	machinery: 'Industrial Machinery, Machinery Manufacturing',
	management_consulting: 'Consulting, Professional Services, Business Consulting and Services',
	marketing_advertising: 'Marketing, Advertising, Advertising Services',
	medical_devices: 'Health Care Equipment, Medical Equipment Manufacturing',
	mining_metals: 'Mining, Metals & Mining',
	nonprofit_organization_management:
		'Not For Profit, Nonprofit, Non-Profit, Non-profit Organizations',
	oil_energy: 'Energy, Oil & Gas, Oil Gas & Consumable Fuels, Oil and Gas',
	pharmaceuticals: 'Pharma, Pharmaceutical Manufacturing',
	real_estate: 'Property',
	renewables_environment: 'Renewable Energy, Renewables, Renewable Electricity, Clean Energy',
	retail: 'Retailing, Specialty Retail, E-Commerce, Ecommerce, Internet & Direct Marketing Retail',
	staffing_recruiting: 'Staffing, Recruiting, Staffing and Recruiting',
	telecommunications: 'Communications, Telecom, Diversified Telecommunication Services',
	transportation_trucking_railroad: 'Transportation, Trucking, Road & Rail',
	utilities: 'Electric Utilities, Multi-Utilities',
	venture_capital_private_equity: 'Venture Capital, Private Equity',
};
