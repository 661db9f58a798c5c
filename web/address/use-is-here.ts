import { useRouter } from '@tanstack/react-router';
import { useCallback, useEffect, useRef } from 'react';

/**
 * Whether whoever looks is still where they were when this was mounted. An answer that comes later than that must
 * neither open a screen nor change the address of another.
 */
export function useIsHere(): () => boolean {
  const router = useRouter();
  const path = useRef(router.latestLocation.pathname);
  const isMounted = useRef(false);
  useEffect(() => {
    isMounted.current = true;
    return () => {
      isMounted.current = false;
    };
  }, []);
  return useCallback(() => isMounted.current && router.latestLocation.pathname === path.current, [router]);
}
