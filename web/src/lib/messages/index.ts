/** All texts of the site. Russian is the only language yet; another would be a second folder. */
export * from './common';
export * from './common-needs';
export * from './auth';
export * from './accounts';
export * from './charges';
export * from './payments';
export * from './profile';
export * from './meters';
export * from './news';
export * from './help';
export * from './appeals';
export * from './files';
export * from './orders';
export * from './organization';
