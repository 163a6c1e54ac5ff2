/** What the clients of all destinations have in common; credentials and endpoints come from the environment, as the SDK has it. */
export const destinationSettings = { maxAttempts: 5, retryMode: 'standard' } as const;
