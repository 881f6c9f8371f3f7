{{/* Name of all objects */}}
{{- define "heketi.name" -}}
{{- if .Values.nameOverride -}}{{ .Values.nameOverride }}{{- else -}}{{ .Release.Name }}{{- end -}}
{{- end -}}

{{- define "heketi.serviceAccount" -}}
{{- if .Values.serviceAccount.name -}}{{ .Values.serviceAccount.name }}
{{- else if .Values.serviceAccount.create -}}{{ include "heketi.name" . }}
{{- else -}}default{{- end -}}
{{- end -}}

{{/* Secret with the keys "admin" and "user" */}}
{{- define "heketi.keys" -}}
{{- if .Values.auth.existingSecret -}}{{ .Values.auth.existingSecret }}{{- else -}}{{ include "heketi.name" . }}-keys{{- end -}}
{{- end -}}

{{- define "heketi.image" -}}
{{ .Values.image.repository }}:{{ if .Values.image.tag }}{{ .Values.image.tag }}{{ else }}{{ .Chart.AppVersion }}{{ end }}
{{- end -}}

{{- define "heketi.labels" -}}
app.kubernetes.io/name: heketi
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
helm.sh/chart: "{{ .Chart.Name }}-{{ .Chart.Version }}"
{{- end -}}

{{/* What pods are chosen by: never changes in a release's life */}}
{{- define "heketi.selector" -}}
app.kubernetes.io/name: heketi
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/component: server
{{- end -}}

{{/* Content of the secret with heketi.json */}}
{{- define "heketi.files" -}}
heketi.json: {{ .Values.config | toJson | quote }}
{{- if .Values.topology }}
topology.json: {{ .Values.topology | toJson | quote }}
{{- end }}
{{- end -}}
