import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { WitnessSentence } from '../model/report/witnessSentence';
import { escTrustTranslationRef } from '../translation';

/** Names a witness in a few words, such as "Any environment of acme". */
export function useWitnessLabel(): (sentence: WitnessSentence) => string {
  const { t } = useTranslationRef(escTrustTranslationRef);
  return sentence => {
    switch (sentence.kind) {
      case 'anyOrganization':
        return t('roles.who.anyOrganization');
      case 'anyEnvironment':
      case 'anyOfOtherOrganization':
        return t('roles.who.anyEnvironment', sentence);
      case 'anyOfProject':
      case 'otherOfProject':
        return t(`roles.who.${sentence.kind}`, { project: sentence.project });
      case 'otherProjects':
        return t('roles.who.otherProjects', {
          organization: sentence.organization,
        });
      case 'sameEnvironment':
        return t('roles.who.sameEnvironment', {
          environment: sentence.example,
        });
      case 'stack':
      case 'deployments':
      case 'attributes':
        return t(`roles.who.${sentence.kind}`, {
          organization: sentence.organization,
        });
      case 'other':
        return t('roles.who.other');
      default:
        return sentence.example;
    }
  };
}
