// The channel form as text fields, and back into what the gateway takes.

import { secondsComplaint } from '../../components/forms/options';
import type { ChannelBody, ChannelView } from '../../services/api';
import { editMoney, parseMoney } from '../../utils/format';

export type ChannelForm = {
  id: string;
  name: string;
  niche: string;
  language: string;
  voice: string;
  style: string;
  aspect: ChannelView['aspect'];
  seconds: string;
  approval: ChannelView['approval'];
  threshold: string;
  music: boolean;
  footage: string;
  cap: string;
};

export const BLANK: ChannelForm = {
  id: '',
  name: '',
  niche: '',
  language: 'en',
  voice: 'af_heart',
  style: 'auto',
  aspect: '9:16',
  seconds: '45',
  approval: 'automatic',
  threshold: '85',
  music: true,
  footage: '',
  cap: '3.00',
};

export function formOf(channel: ChannelView): ChannelForm {
  return {
    id: channel.id,
    name: channel.name,
    niche: channel.niche,
    language: channel.language,
    voice: channel.voice,
    style: channel.style,
    aspect: channel.aspect,
    seconds: String(channel.seconds),
    approval: channel.approval,
    threshold: String(channel.quality_threshold),
    music: channel.music,
    footage: channel.footage_folder ?? '',
    cap: editMoney(channel.cap_micros),
  };
}

export function complaints(form: ChannelForm): Partial<Record<keyof ChannelForm, string>> {
  const found: Partial<Record<keyof ChannelForm, string>> = {};
  if (form.name.trim() === '') found.name = 'A name is needed';
  if (!/^[a-z0-9_-]{0,64}$/.test(form.id)) found.id = 'Up to 64 characters of a-z, 0-9, - and _';
  const seconds = secondsComplaint(form.seconds);
  if (seconds) found.seconds = seconds;
  if (!/^\d{1,3}$/.test(form.threshold) || Number(form.threshold) > 100) found.threshold = 'A whole number from 0 to 100';
  const cap = parseMoney(form.cap);
  if (cap === null || cap === 0) found.cap = 'An amount such as 3.00';
  return found;
}

export function channelBody(form: ChannelForm, isNew: boolean): ChannelBody {
  return {
    ...(isNew && form.id !== '' ? { id: form.id } : {}),
    name: form.name.trim(),
    niche: form.niche.trim(),
    language: form.language.trim(),
    voice: form.voice.trim(),
    style: form.style.trim(),
    aspect: form.aspect,
    seconds: Number(form.seconds),
    approval: form.approval,
    quality_threshold: Number(form.threshold),
    music: form.music,
    footage_folder: form.footage.trim() === '' ? null : form.footage.trim(),
    cap_micros: parseMoney(form.cap) ?? 0,
  };
}

/** What another person changed since this form was opened, as `label: theirs`. */
export function changedElsewhere(opened: ChannelView, theirs: ChannelView): { member: string; was: string; is: string }[] {
  const [was, is] = [formOf(opened), formOf(theirs)];
  return (Object.keys(was) as (keyof ChannelForm)[])
    .filter((member) => was[member] !== is[member])
    .map((member) => ({ member, was: String(was[member]), is: String(is[member]) }));
}
