import { useRef } from 'react'
import { useLandmark } from 'react-aria/useLandmark'

interface RegionProps {
  readonly role: 'main' | 'navigation' | 'banner' | 'complementary' | 'region'
  readonly name: string
  readonly id?: string
  readonly className: string
  readonly children: React.ReactNode
}

/** An area of the window. F6 goes from one to the next and back to where one was in it. */
export function Region({ role, name, id, className, children }: RegionProps) {
  const ref = useRef<HTMLDivElement>(null)
  const { landmarkProps } = useLandmark({ role, 'aria-label': name }, ref)
  return (
    <div {...landmarkProps} ref={ref} id={id} tabIndex={-1} className={className}>
      {children}
    </div>
  )
}
