export { PolicyView, type PolicyViewProps } from './PolicyView';
export { Section, type HeadingLevel } from './Section';
export { TrustReportView, type TrustReportViewProps } from './TrustReportView';
